//! The wizard as a state machine: what to ask, what an answer does, when to stop.
//!
//! It knows no terminal. A front end shows a [`View`] and an [`Asking`] and hands back a reply;
//! [`drive()`] goes from question to question. Everything that was said is in the session's log, so
//! back, changing an answer, not knowing and resuming are entries of the same log.

pub mod asking;
pub mod drive;
pub mod front;
pub mod numbering;
pub mod plain;
pub mod rich;
pub mod walk;

use shirube_engine::model::Text;
use shirube_engine::plan::{Planner, exactly};
use shirube_engine::session::{Entry, Session, State};
use shirube_engine::{Answer, Decision, Outcome, Verdict};

use crate::answers::Run;
use crate::context::Context;
use crate::forms::Form;

pub use asking::{Asking, Choice, Kind};
pub use drive::{Ended, drive};
pub use walk::Walk;

/// The most answers of which it is said where they lead.
const MANY: usize = 8;
/// The most options that are named where an answer leads.
const FEW: usize = 3;

/// A guide through one decision.
pub struct Guide<'a> {
    context: &'a Context,
    decision: &'a Decision,
    edition: usize,
    session: Session,
    planner: Planner<'a>,
    /// How the person came here.
    way: Way,
    /// The input whose answer is being changed.
    editing: Option<usize>,
    /// Whether what was not said is taken as usual.
    assume: bool,
}

/// How a person came to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By its name, or from the list.
    Named,
    /// It is the front door of its pack.
    FrontDoor,
    /// The front door led there.
    Behind,
    /// It is to help with a question of another.
    Help,
}

/// Where a guide stands, for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The decision.
    pub title: String,
    /// The edition.
    pub edition: String,
    /// The names of the options still possible.
    pub standing: Vec<String>,
    /// Whether it may also come to nothing fitting.
    pub or_nothing: bool,
    /// How many options the decision has in this edition.
    pub all: usize,
    /// What was said, in the order in which it was.
    pub answered: Vec<Answered>,
    /// The most questions that remain.
    pub at_most: usize,
    /// What going back does.
    pub back: Back,
    /// Whether every decision of the pack can be listed in place of the question.
    pub lists: bool,
}

/// What going back does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// Nothing: there is nothing before.
    Nowhere,
    /// It takes the last answer back.
    Undo,
    /// It leaves the answer that is being changed as it was.
    Keep,
    /// It leaves a decision that was to help with a question.
    Leave,
    /// It leaves the decision that the front door led to.
    FrontDoor,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The input.
    pub input: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The answer in words; `None`: that it is not known.
    pub words: Option<String>,
}

/// Why a question is asked, and what each answer would lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The reason.
    pub why: String,
    /// For each answer, what it leaves.
    pub leads_to: Vec<(String, String)>,
    /// How many more answers there are.
    pub more: usize,
}

/// An answer that cannot go with what was said before: the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash(pub Vec<String>);

impl<'a> Guide<'a> {
    /// A guide that begins with what was already said.
    #[must_use]
    pub fn new(
        context: &'a Context,
        decision: &'a Decision,
        edition: usize,
        session: Session,
    ) -> Self {
        let planner = Planner::new(decision, edition);
        let door = context.pack.about().front_door.as_ref();
        let way = match door == Some(&decision.definition().id) {
            true => Way::FrontDoor,
            false => Way::Named,
        };
        Self { context, decision, edition, session, planner, way, editing: None, assume: false }
    }

    /// The same for a decision that the front door led to.
    #[must_use]
    pub fn behind_front_door(self) -> Self {
        Self { way: Way::Behind, ..self }
    }

    /// The same for a decision that is to help with a question of another.
    #[must_use]
    pub fn to_help(self) -> Self {
        Self { way: Way::Help, ..self }
    }

    /// How the person came here.
    #[must_use]
    pub fn way(&self) -> Way {
        self.way
    }

    /// The decision.
    #[must_use]
    pub fn decision(&self) -> &'a Decision {
        self.decision
    }

    /// The context it works in.
    #[must_use]
    pub fn context(&self) -> &'a Context {
        self.context
    }

    /// The edition.
    #[must_use]
    pub fn edition(&self) -> usize {
        self.edition
    }

    /// The guide as a run, to be decided.
    #[must_use]
    pub fn run(&self) -> Run<'a> {
        Run {
            decision: self.decision,
            edition: self.edition,
            session: self.session.clone(),
            assume: self.assume,
            upstream: Vec::new(),
        }
    }

    /// The guide in its other forms.
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        Form {
            pack: &self.context.pack,
            pack_path: self.context.pack_path.as_deref(),
            decision: self.decision,
            edition: self.edition,
            session: &self.session,
            assume: self.assume,
        }
    }

    /// What the rules say so far.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict_of(&self.state())
    }

    fn verdict_of(&self, state: &State) -> Verdict {
        let cube = self.decision.cube(self.edition, &state.answers);
        self.decision.diagram(self.edition).verdict(&cube)
    }

    fn state(&self) -> State {
        self.session.state(self.decision.definition())
    }

    fn text(&self, text: &Text) -> String {
        self.context.text(text, self.edition)
    }

    /// The next question; `None` where the verdict is settled or nothing is left to ask.
    pub fn asking(&mut self) -> Option<Asking<'a>> {
        let state = self.state();
        if let Some(input) = self.editing {
            return Some(self.asking_again(input, &state));
        }
        let question = self.planner.next(&state.answers, &state.unknown)?;
        let at_most = question.at_most;
        Some(self.question(question.input, &question.offers, at_most, None))
    }

    /// The question about an input whose answer is to be changed.
    fn asking_again(&mut self, input: usize, state: &State) -> Asking<'a> {
        let mut answers = state.answers.clone();
        let before = answers.get(input);
        answers.set(input, None);
        let unknown: Vec<usize> = state.unknown.iter().copied().filter(|&i| i != input).collect();
        let offers = self.planner.offers_of(&answers, input);
        let at_most = self.planner.next(&answers, &unknown).map_or(1, |question| question.at_most);
        self.question(input, &offers, at_most, before)
    }

    /// Where the guide stands. `at_most` is the question's.
    #[must_use]
    pub fn view(&self, at_most: usize) -> View {
        let (definition, mut state) = (self.decision.definition(), self.state());
        // An answer that is being changed does not count.
        if let Some(input) = self.editing {
            state.answers.set(input, None);
            state.order.retain(|&other| other != input);
        }
        let about = self.context.pack.about();
        let options = definition.options.iter();
        let verdict = self.verdict_of(&state);
        let outcomes = verdict.outcomes();
        let standing: Vec<String> = (definition.options_in_order().into_iter())
            .filter(|&option| outcomes.contains(&Outcome::Option(option)))
            .map(|option| self.text(&definition.options[option].name))
            .collect();
        View {
            title: self.text(&definition.title),
            edition: self.text(&about.editions[self.edition].title),
            or_nothing: outcomes.len() > standing.len(),
            standing,
            all: options.filter(|option| option.editions.contains(self.edition)).count(),
            answered: self.answered(&state),
            at_most,
            back: match (self.editing, self.way) {
                (Some(_), _) => Back::Keep,
                (None, _) if self.session.can_go_back() => Back::Undo,
                (None, Way::Help) => Back::Leave,
                (None, Way::Behind) => Back::FrontDoor,
                (None, Way::Named | Way::FrontDoor) => Back::Nowhere,
            },
            lists: self.way == Way::FrontDoor,
        }
    }

    fn answered(&self, state: &State) -> Vec<Answered> {
        let inputs = &self.decision.definition().inputs;
        (state.order.iter())
            .map(|&input| Answered {
                input,
                id: inputs[input].id.clone(),
                name: name_or_id(self.text(&inputs[input].name), &inputs[input].id),
                words: state.answers.get(input).map(|answer| self.said(input, answer)),
            })
            .collect()
    }

    /// An answer in words. Of a set, what it has: the rest was offered and not taken.
    fn said(&self, input: usize, answer: Answer) -> String {
        let members = self.decision.definition().inputs[input].values().len();
        match answer {
            Answer::Members { yes, .. } => self.words(input, &exactly(yes, members)),
            answer => self.words(input, &answer),
        }
    }

    /// An answer to an input in words.
    #[must_use]
    pub fn words(&self, input: usize, answer: &Answer) -> String {
        let context = self.context;
        let definition = self.decision.definition();
        let words = &context.catalogue.words;
        context.pack.describe(definition, self.edition, context.language, input, answer, words)
    }

    /// Takes an answer.
    ///
    /// # Errors
    ///
    /// It cannot go with what was said before; nothing changes then.
    pub fn answer(&mut self, asking: &Asking, answer: Answer) -> Result<(), Clash> {
        let entry = Entry::Answer(asking.input, self.completed(asking, answer));
        let mut tried = self.session.clone();
        tried.push(entry);
        let state = tried.state(self.decision.definition());
        if self.verdict_of(&state) == Verdict::Impossible {
            let (context, edition) = (self.context, self.edition);
            let language = context.language;
            let report = context.pack.report(self.decision, edition, language, &state.given());
            return Err(Clash(report.because.into_iter().map(|rule| rule.because).collect()));
        }
        self.session = tried;
        self.editing = None;
        Ok(())
    }

    /// Of a set, only some members may have been asked for: what was said about the others stays.
    fn completed(&self, asking: &Asking, answer: Answer) -> Answer {
        let before = self.state().answers.get(asking.input).filter(|_| self.editing.is_none());
        match (answer, before) {
            (Answer::Members { yes, no }, Some(Answer::Members { yes: had, no: lacked })) => {
                let (had, lacked) = (had & !no, lacked & !yes);
                Answer::Members { yes: yes | had, no: no | lacked }
            }
            (answer, _) => answer,
        }
    }

    /// Takes that the person does not know.
    pub fn dont_know(&mut self, asking: &Asking) {
        self.session.push(Entry::DontKnow(asking.input));
        self.editing = None;
    }

    /// Goes back: from changing an answer to the question, or to before the last answer.
    pub fn back(&mut self) {
        if self.editing.take().is_none() && self.session.can_go_back() {
            self.session.push(Entry::Back);
        }
    }

    /// Asks the last question again, where none is left.
    pub fn reopen(&mut self) {
        if self.asking().is_none() {
            self.back();
        }
    }

    /// Asks again for an answer that was given.
    pub fn edit(&mut self, input: usize) {
        self.editing = Some(input);
        self.assume = false;
    }

    /// Forgets everything that was said.
    pub fn restart(&mut self) {
        self.session = Session::new();
        self.editing = None;
        self.assume = false;
    }

    /// Takes as usual what is not known.
    pub fn assume(&mut self) {
        self.assume = true;
    }

    /// Takes what was said to another edition.
    pub fn turn_to(&mut self, edition: usize) {
        self.edition = edition;
        self.planner = Planner::new(self.decision, edition);
    }

    /// Why a question is asked, and what each answer would lead to.
    #[must_use]
    pub fn why(&self, asking: &Asking) -> Why {
        let (now, choices) = (self.verdict(), asking.choices());
        Why {
            why: asking.why.clone(),
            leads_to: (choices.iter().take(MANY))
                .map(|choice| (choice.label.clone(), self.leads_to(&choice.leads_to, &now)))
                .collect(),
            more: choices.len().saturating_sub(MANY),
        }
    }

    fn leads_to(&self, verdict: &Verdict, now: &Verdict) -> String {
        let (catalogue, texts) = (self.context.catalogue, &self.context.catalogue.guide);
        let options = &self.decision.definition().options;
        let mut names = Vec::new();
        for outcome in verdict.outcomes() {
            if let Outcome::Option(option) = outcome {
                names.push(self.text(&options[*option].name));
            }
        }
        let or_nothing = verdict.outcomes().len() > names.len();
        match verdict {
            Verdict::Impossible => texts.cannot.to_owned(),
            Verdict::Settled(_) => catalogue.outcomes(&names, FEW, or_nothing),
            Verdict::Open(_) if verdict == now => texts.leaves_all.to_owned(),
            Verdict::Open(_) => (texts.leaves)(&catalogue.outcomes(&names, FEW, or_nothing)),
        }
    }
}

/// A name, or the id where there is none.
fn name_or_id(name: String, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name }
}
