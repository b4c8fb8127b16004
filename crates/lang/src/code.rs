//! What can be wrong with a pack: one code for each kind of diagnostic.

use crate::diagnostic::Level;

/// Declares the codes, each with its level unless it is an error, its stable name and its
/// explanation: the doc comment.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $code:ident $(: $level:ident)? = $name:literal,)+) => {
        /// What a diagnostic is about. Its name is stable; its explanation says what it means and
        /// why it matters.
        ///
        /// ```
        /// use shirube_lang::{Code, Level};
        ///
        /// assert_eq!(Code::BareNumber.name(), "bare-number");
        /// assert_eq!(Code::from_name("dead-end"), Some(Code::DeadEnd));
        /// assert_eq!(Code::UnusedFact.level(), Level::Warning);
        /// assert!(Code::Gap.explanation().starts_with("In some situation"));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $line])+ $code,)+
        }

        impl Code {
            /// Every code, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$code,)+];

            /// Its name, as in `error[gap]`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }

            /// How much its diagnostics weigh.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Self::$code => level!($($level)?),)+
                }
            }

            /// What it means and why it matters, in a paragraph.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => concat!($($line, "\n"),+).trim_ascii(),)+
                }
            }
        }
    };
}

/// The level that a code is declared with: an error, unless it says otherwise.
macro_rules! level {
    () => {
        Level::Error
    };
    ($level:ident) => {
        Level::$level
    };
}

codes! {
    /// The file is not TOML. Nothing else in it is checked until it is, and names that it may
    /// define are not reported as unknown elsewhere.
    Syntax = "syntax",
    /// A key is written twice in one table. TOML forbids it, because one of the two values would
    /// silently be lost.
    DuplicateKey = "duplicate-key",
    /// A pack lacks a file that it cannot be without: `pack.toml`, or at least one decision.
    MissingFile = "missing-file",
    /// A TOML file lies where no file of a pack belongs, so it would be ignored. Most often its
    /// name or its folder's name is misspelt.
    UnknownFile = "unknown-file",
    /// A table holds a key that means nothing there. Most often it is misspelt, and what it was
    /// meant to say would silently not be said.
    UnknownKey = "unknown-key",
    /// A table lacks a key that it cannot be without.
    MissingKey = "missing-key",
    /// A value is of another type than its key takes, such as a number where a text is wanted.
    WrongType = "wrong-type",
    /// Two things of one kind have the same id, so that the id no longer says which is meant.
    DuplicateId = "duplicate-id",
    /// An id is not written as ids are: lower-case words of letters and digits, joined by hyphens.
    /// Ids stand in links, commands and file names, where anything else would need quoting.
    BadId = "bad-id",
    /// A list or a text that must say something is empty.
    Empty = "empty",
    /// A list names the same thing twice, or two values of an input the same option.
    RepeatedEntry = "repeated-entry",
    /// There is more of something than a pack, a decision or a diagram can hold.
    TooMany = "too-many",

    /// An input has a kind that does not exist.
    UnknownKind = "unknown-kind",
    /// A quantity is to be measured in something that is not measured here.
    UnknownUnit = "unknown-unit",
    /// A rule tests, or a case answers, an input that the decision does not have.
    UnknownInput = "unknown-input",
    /// A test or an answer names a value that the input does not have.
    UnknownValue = "unknown-value",
    /// A rule or a case names an option that the decision does not have.
    UnknownOption = "unknown-option",
    /// A rule or a case names a rule that the decision does not have.
    UnknownRule = "unknown-rule",
    /// A test or a text cites a fact that the pack does not have.
    UnknownFact = "unknown-fact",
    /// A fact, a rule or a case cites a source that the pack does not have.
    UnknownSource = "unknown-source",
    /// An input takes the verdict of, or a case is about, a decision that the pack does not have.
    UnknownDecision = "unknown-decision",
    /// Something is restricted to an edition that the pack does not have.
    UnknownEdition = "unknown-edition",
    /// A decision belongs to a task that the pack does not have.
    UnknownTask = "unknown-task",
    /// A task belongs to a domain that the pack does not have.
    UnknownDomain = "unknown-domain",
    /// A text is given in a language that the pack does not declare, so nobody would see it.
    UnknownLanguage = "unknown-language",

    /// A text lacks a language of the pack. A reader of that language would see nothing in its
    /// place.
    MissingTranslation = "missing-translation",
    /// A `{@fact}` in a text is not closed, is empty, or stands where facts are not filled in.
    BadPlaceholder = "bad-placeholder",
    /// A quantity cannot be read: its number or its unit is missing or not what it should be, or it
    /// is no whole number of base units.
    BadQuantity = "bad-quantity",
    /// A number or a quantity lies outside what it may be.
    OutOfRange = "out-of-range",
    /// A fact measures something else than what it is compared with, such as a duration where a
    /// size is wanted.
    WrongUnit = "wrong-unit",
    /// A date is not written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or there is no such day.
    BadDate = "bad-date",
    /// A cue is not written as cues are, or has no word that says anything.
    BadCue = "bad-cue",
    /// A cue is said outright to give away two values of one input, which cannot both be so.
    AmbiguousCue = "ambiguous-cue",
    /// No cue of a language gives a value away, so texts in that language are never read so. What
    /// is taken for granted when nobody says needs none, and neither does a decision without cues.
    UncuedValue: Warning = "uncued-value",
    /// An address is not one that can be opened in a browser.
    BadUrl = "bad-url",
    /// The version of a pack is not three numbers joined by dots.
    BadVersion = "bad-version",
    /// The weights of the domains do not add up to 100%.
    DomainWeights = "domain-weights",

    /// A source does not say how old the text is that was read. Pages change: without a date nobody
    /// can tell whether a figure was wrong or has become so.
    UndatedSource = "undated-source",
    /// A fact does not say where it stands. A figure without a source cannot be checked.
    UnsourcedFact = "unsourced-fact",
    /// A fact that differs between editions lacks one of them.
    MissingEdition = "missing-edition",
    /// A rule that decides something rests on no fact and cites no source, so that nobody can check
    /// it.
    UnsourcedRule = "unsourced-rule",
    /// A test compares with a number that is written in the rule itself. Figures belong among the
    /// facts, with their source and date; there they can be checked, and change in one place.
    BareNumber = "bare-number",

    /// A test is not one that inputs of this kind can be put to.
    WrongTest = "wrong-test",
    /// A test cannot be read.
    BadTest = "bad-test",
    /// A test, or a combination of tests, that no value of its input passes: the rule, or a part of
    /// it, would never hold.
    NeverHolds = "never-holds",
    /// A rule claims to defeat itself, or a rule that never contends with it.
    WrongOver = "wrong-over",
    /// An answer cannot be understood, or says more or less than is wanted here.
    BadAnswer = "bad-answer",
    /// A case does not say exactly one verdict.
    UnclearVerdict = "unclear-verdict",

    /// Decisions take one another's verdicts in a circle, so that none of them can be made first.
    RequirementCycle = "requirement-cycle",
    /// The front door of a pack, the decision that leads from what a person wants to do to the right
    /// one, leads to itself, or takes or gives a verdict. It is asked before any other decision, and
    /// what it comes to is the decision to go on with.
    WrongFrontDoor = "wrong-front-door",
    /// Rules defeat one another in a circle, so that none of them wins.
    PrecedenceCycle = "precedence-cycle",
    /// The `assume` rules together rule out every situation.
    NothingCanOccur = "nothing-can-occur",
    /// In some situation options survive but no rule picks one of them: the guide would be silent
    /// where there is something to choose.
    Gap = "gap",
    /// In some situation rules of which none defeats the other pick different options: which one
    /// wins would be left to chance.
    Conflict = "conflict",
    /// In some situation every option is taken away and no `none` rule says what to do then.
    DeadEnd = "dead-end",
    /// A claim says nothing that can be proved, or more than one thing.
    BadClaim = "bad-claim",
    /// A claim does not hold: the rules do in some situation what it says that they never do.
    ClaimFails = "claim-fails",
    /// A claim is about no situation that can occur, so that it would be true of any rules and
    /// guards nothing.
    VacuousClaim = "vacuous-claim",
    /// A claim may hold, but its proof takes more room than there is.
    UnprovedClaim = "unproved-claim",
    /// A recorded case does not reach the verdict that it must reach.
    FailedCase = "failed-case",

    /// An exception is accepted for a code that does not exist.
    UnknownCode = "unknown-code",
    /// An exception is accepted for what nobody can accept: an error, or that an exception is not
    /// needed.
    WrongAccept = "wrong-accept",
    /// An exception is accepted that no longer applies: what it excuses is no longer found. It
    /// would excuse the next slip of its kind unseen.
    AcceptNotNeeded: Warning = "accept-not-needed",
    /// No rule or claim compares with this fact and no text mentions it, so nobody would notice when it
    /// becomes wrong.
    UnusedFact: Warning = "unused-fact",
    /// Nothing rests on this source, so it need not be kept up to date.
    UncitedSource: Warning = "uncited-source",
    /// No answers at the pack's front door lead to this decision, nor to one that rests on it: nobody
    /// who begins there finds it.
    UnreachableDecision: Warning = "unreachable-decision",
    /// A fact says that it was so longer ago than the pack's `max_age` allows. Limits change: read
    /// its source again.
    OldFact: Warning = "old-fact",
    /// The text of a source that was read is older than the pack's `max_age` allows. Pages change:
    /// read it again.
    OldSource: Warning = "old-source",
    /// A text is the same in two languages, so one of them was most likely never translated.
    SameTranslation: Warning = "same-translation",
    /// The translations of a text mention different facts, so readers of different languages are
    /// told different things.
    FiguresDiffer: Warning = "figures-differ",
    /// A text says a figure in its own words. It has no source and no date there, and stays as it
    /// is when the fact behind it changes.
    FigureInText: Warning = "figure-in-text",
    /// The text of a rule mentions figures, but none of those that the rule compares with: the
    /// reason given is most likely another rule's.
    OtherFigure: Warning = "other-figure",

    /// A rule holds in no situation that can occur, so it says nothing.
    RuleNeverHolds: Warning = "rule-never-holds",
    /// A rule holds somewhere, but wherever it does another rule defeats it or takes away what it
    /// picks: it never decides.
    RuleNeverDecides: Warning = "rule-never-decides",
    /// An exclusion, or its naming one of several options, without which the outcome is the same
    /// everywhere. It may still be worth its place as the answer to "why not this one?".
    ExclusionWithoutEffect: Note = "exclusion-without-effect",
    /// An `assume` rule forbids nothing that other rules do not forbid already.
    AssumptionWithoutEffect: Warning = "assumption-without-effect",
    /// Two rules say the same of the same situations. When one is changed, the other is forgotten.
    DuplicateRules: Warning = "duplicate-rules",
    /// Wherever a rule holds another says the same, and without it no outcome changes. It may still
    /// be worth its place for the reason that it gives.
    SubsumedRule: Note = "subsumed-rule",
    /// Two rules with the same effect and the same reason could be one, with a joint condition.
    MergeableRules: Note = "mergeable-rules",
    /// A rule says that it defeats another, but the outcome would be the same everywhere if it did
    /// not: it is narrower anyway, defeats it through a third, or the two never contend.
    OverWithoutEffect: Note = "over-without-effect",
    /// A rule says that it defeats a narrower one, which would otherwise win: the general beats the
    /// specific. It may be meant so, but most rules are read the other way round.
    OverAgainstSpecificity: Note = "over-against-specificity",
    /// A rule is limited to some editions, but would change no outcome in the others.
    EditionsWithoutEffect: Note = "editions-without-effect",
    /// An option wins in no situation: nobody is ever advised to take it.
    OptionNeverWins: Warning = "option-never-wins",
    /// No answer to an input changes the outcome: the question is asked for nothing.
    InputWithoutEffect: Warning = "input-without-effect",
    /// No rule tells some values of an input apart.
    ValuesAlike: Note = "values-alike",
    /// A value of an input that is another decision's verdict never wins there, so the input never
    /// has it.
    ValueNeverComes: Note = "value-never-comes",
    /// On both sides of a threshold the outcome is the same everywhere: comparing with it decides
    /// nothing.
    ThresholdWithoutEffect: Warning = "threshold-without-effect",
    /// A fact differs between editions, but any of its values would do in all of them. Nothing need
    /// be wrong with that; but whoever expects the editions to differ because of it is mistaken.
    FactEditionsWithoutEffect: Note = "fact-editions-without-effect",
    /// A decision is too large to look for all that has no effect, so some of it may not be told.
    /// What is told is so.
    UnfinishedReview: Note = "unfinished-review",
}

impl Code {
    /// Its explanation without line breaks.
    #[must_use]
    pub fn paragraph(self) -> String {
        self.explanation().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What it means in one sentence: the first of its explanation.
    ///
    /// ```
    /// use shirube_lang::Code;
    ///
    /// assert_eq!(Code::UnsourcedFact.gist(), "A fact does not say where it stands.");
    /// ```
    #[must_use]
    pub fn gist(self) -> String {
        let paragraph = self.paragraph();
        match paragraph.split_once(". ") {
            Some((first, _)) => format!("{first}."),
            None => paragraph,
        }
    }

    /// The code with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lower_case_words_and_differ() {
        let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        for name in &names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
