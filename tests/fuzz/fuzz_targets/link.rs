//! Any text as a link: an error, or a session whose own link says the same.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shirube_engine::Pack;
use shirube_fuzz::small_pack;

static SMALL: LazyLock<Pack> = LazyLock::new(small_pack);

fuzz_target!(|text: &str| {
    read(shirube_rules::mla_c01(), text);
    read(&SMALL, text);
});

#[allow(clippy::expect_used, reason = "what fails here is what is looked for")]
fn read(pack: &Pack, text: &str) {
    let link = match pack.read_link(text) {
        Ok(link) => link,
        Err(error) => {
            let _ = (error.to_string(), error.help());
            return;
        }
    };
    let decision = pack.decision(&link.decision).expect("a link names a decision that there is");
    let written = pack.write_link(decision, link.edition, &link.session);
    let again = pack.read_link(&written).expect("a link that was written is read");
    assert_eq!((&again.decision, again.edition), (&link.decision, link.edition), "{written}");
    let definition = decision.definition();
    assert_eq!(again.session.state(definition), link.session.state(definition), "{written}");
}
