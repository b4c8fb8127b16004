//! A report with what stands beside it: all that a program is told.

use serde::Serialize;

use super::{Report, Status};
use crate::pack::{Decision, Pack};
use crate::session::Session;
use crate::upstream::Upstream;

/// A report, what other decisions contributed to it, and the link that says the same again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// The report.
    #[serde(flatten)]
    pub report: Report,
    /// What the decisions that this one rests on came to, where answers were given for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub upstream: Vec<UpstreamText>,
    /// The session as [`Pack::read_link`] reads it.
    pub link: String,
}

/// What a decision that another rests on came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UpstreamText {
    /// Its id.
    pub decision: String,
    /// How things stand there.
    pub status: Status,
    /// The ids of the outcomes still possible there: one where settled.
    pub outcomes: Vec<String>,
}

impl Pack {
    /// Explains a session about a decision, in an edition and a language. `upstream` is what other
    /// decisions contributed to it.
    #[must_use]
    pub fn respond(
        &self,
        decision: &Decision,
        edition: usize,
        language: usize,
        session: &Session,
        upstream: &[Upstream],
    ) -> Response {
        let given = session.state(decision.definition()).given();
        Response {
            report: self.report(decision, edition, language, &given),
            upstream: upstream.iter().filter_map(|settled| self.upstream_text(settled)).collect(),
            link: self.write_link(decision, edition, session),
        }
    }

    fn upstream_text(&self, upstream: &Upstream) -> Option<UpstreamText> {
        let definition = self.decision(&upstream.decision)?.definition();
        let outcomes = upstream.verdict.outcomes().iter();
        Some(UpstreamText {
            decision: upstream.decision.clone(),
            status: Status::of(&upstream.verdict),
            outcomes: outcomes.map(|&outcome| definition.outcome_id(outcome).to_owned()).collect(),
        })
    }
}
