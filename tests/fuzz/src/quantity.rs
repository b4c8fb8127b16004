//! Any text as a quantity: an error, or a value that is written as it is read.

use shirube_engine::quantity::Dimension;

/// Reads a text as a quantity.
pub fn quantity(text: &str) {
    for dimension in Dimension::ALL {
        match dimension.parse(text) {
            Ok(value) => {
                let written = dimension.format(value);
                assert_eq!(dimension.parse(&written), Ok(value), "{dimension:?}: {written:?}");
            }
            Err(error) => {
                assert!(text.get(error.at()).is_some(), "{dimension:?}: {:?}", error.at());
                let _ = (error.to_string(), error.help());
            }
        }
        match dimension.parse_test(text) {
            Ok(test) => {
                for &interval in test.intervals().as_slice() {
                    let _ = dimension.format_interval(interval);
                }
            }
            Err(error) => {
                assert!(text.get(error.at()).is_some(), "{dimension:?}: {:?}", error.at());
                let _ = (error.to_string(), error.help());
            }
        }
    }
}
