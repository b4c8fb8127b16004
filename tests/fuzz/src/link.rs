//! Any text as a link: an error, or a session whose own link says the same.

use std::sync::LazyLock;

use shirube_engine::Pack;

use super::small_pack;

static SMALL: LazyLock<Pack> = LazyLock::new(small_pack);

/// Reads a text as a link.
pub fn link(text: &str) {
    link_of(shirube_rules::mla_c01(), text);
    link_of(&SMALL, text);
}

#[allow(clippy::expect_used, reason = "what fails here is what is looked for")]
fn link_of(pack: &Pack, text: &str) {
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
