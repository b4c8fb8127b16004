//! The wizard without a terminal: a scripted person answers, and the state machine is watched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail")]

use std::borrow::Cow;
use std::collections::VecDeque;
use std::path::Path;

use shirube_cli::catalogue::{Catalogue, ENGLISH};
use shirube_cli::context::Context;
use shirube_cli::guide::front::{After, FrontEnd, Item, Reply, Shown, Stop};
use shirube_cli::guide::{Answered, Asking, Back, Ended, Guide, Kind, View, Walk, Way, Why, drive};
use shirube_cli::layout::Setting;
use shirube_engine::session::Session;
use shirube_engine::{Decision, Outcome, Pack, Verdict};

/// A person who does what a script says, and remembers what was seen.
#[derive(Default)]
struct Person {
    script: VecDeque<Act>,
    asked: Vec<String>,
    views: Vec<View>,
    problems: Vec<String>,
    notes: Vec<String>,
    whys: Vec<Why>,
    lists: Vec<Vec<String>>,
}

enum Act {
    Type(&'static str),
    Do(Reply),
    EditFirst,
}

impl Person {
    fn who(script: impl IntoIterator<Item = Act>) -> Self {
        Self { script: script.into_iter().collect(), ..Self::default() }
    }
}

impl FrontEnd for Person {
    fn ask(&mut self, view: &View, asking: &Asking) -> Result<Reply, Stop> {
        self.asked.push(asking.definition.id.clone());
        self.views.push(view.clone());
        match self.script.pop_front() {
            Some(Act::Type(text)) => {
                Ok(Reply::Answer(asking.read(text).unwrap_or_else(|error| panic!("{error:?}"))))
            }
            Some(Act::Do(reply)) => Ok(reply),
            Some(Act::EditFirst) => {
                self.script.push_front(Act::EditFirst);
                Ok(Reply::Edit)
            }
            None => Err(Stop::Exhausted),
        }
    }

    fn why(&mut self, _asking: &Asking, why: &Why) -> Result<(), Stop> {
        self.whys.push(why.clone());
        Ok(())
    }

    fn problem(&mut self, message: &str, reasons: &[String]) -> Result<(), Stop> {
        self.problems.push([&[message.to_owned()], reasons].concat().join(" / "));
        Ok(())
    }

    fn note(&mut self, message: &str) -> Result<(), Stop> {
        self.notes.push(message.to_owned());
        Ok(())
    }

    fn which(&mut self, answered: &[Answered]) -> Result<Option<usize>, Stop> {
        assert!(matches!(self.script.pop_front(), Some(Act::EditFirst)));
        Ok((!answered.is_empty()).then_some(0))
    }

    fn choose(&mut self, _prompt: &str, items: &[Item], back: bool) -> Result<Option<usize>, Stop> {
        assert!(back, "there is a question to go back to");
        self.lists.push(items.iter().map(|item| item.id.clone()).collect());
        match self.script.pop_front() {
            Some(Act::Type(id)) => Ok(items.iter().position(|item| item.id == id)),
            _ => Ok(None),
        }
    }

    fn summary(&mut self, _view: &View) -> Result<(), Stop> {
        Ok(())
    }

    fn after(&mut self, _shown: &Shown) -> Result<After, Stop> {
        Ok(After::Done)
    }
}

fn context(pack: Cow<'static, Pack>, catalogue: &'static Catalogue) -> Context {
    let setting = Setting { width: 80, colour: false };
    Context {
        pack,
        pack_path: None,
        language: 0,
        edition: None,
        catalogue,
        output: setting,
        talk: setting,
    }
}

fn lunch() -> Context {
    pack("lunch")
}

fn pack(name: &str) -> Context {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(name);
    let checked = shirube_lang::check(&shirube_lang::Files::read(&folder).unwrap());
    context(Cow::Owned(checked.pack.expect("the pack of the tests is sound")), &ENGLISH)
}

fn go(context: &Context, id: &str, script: Vec<Act>) -> (Person, String, Result<Ended, Stop>) {
    let mut person = Person::who(script);
    let mut guide = Guide::new(context, context.decision(id).unwrap(), 0, Session::new());
    let ended = drive(&mut guide, &mut person, &mut |_| {});
    let outcome = name(guide.decision(), &guide.verdict());
    (person, outcome, ended)
}

/// A walk that begins at the front door of a pack; what is reached is told as `decision: outcome`.
fn walk(script: Vec<Act>) -> (Person, String, Result<Ended, Stop>) {
    let context = pack("trip");
    let mut person = Person::who(script);
    let door = context.pack.front_door().expect("the pack has one");
    let mut walk = Walk::new(Guide::new(&context, door, 0, Session::new()));
    let ended = walk.go(&mut person, &mut |_| {});
    let decision = walk.guide().decision();
    let outcome = name(decision, &walk.guide().verdict());
    (person, format!("{}: {outcome}", decision.definition().id), ended)
}

#[test]
fn the_front_door_leads_to_a_decision_and_on() {
    let (person, reached, ended) = walk(vec![Act::Type("way"), Act::Type("yes")]);
    assert_eq!(person.asked, ["goal", "far"]);
    assert_eq!((reached.as_str(), ended), ("travel: train", Ok(Ended::Finished)));
    assert_eq!(person.notes, ["Next: How to get there"]);
    let kinds: Vec<(Back, bool)> =
        person.views.iter().map(|view| (view.back, view.lists)).collect();
    assert_eq!(kinds, [(Back::Nowhere, true), (Back::FrontDoor, false)]);
}

#[test]
fn back_from_the_first_question_comes_to_the_last_one_of_the_front_door() {
    let script = vec![
        Act::Type("night"),
        Act::Type("no"),
        Act::Do(Reply::Back),
        Act::Do(Reply::Back),
        Act::Type("way"),
        Act::Type("no"),
    ];
    let (person, reached, _) = walk(script);
    assert_eq!(person.asked, ["goal", "friends", "long", "friends", "goal", "far"]);
    assert_eq!(reached, "travel: bicycle");
}

#[test]
fn every_decision_can_be_chosen_from_the_list_but_the_front_door() {
    let script = vec![
        Act::Do(Reply::List),
        Act::Do(Reply::Back),
        Act::Do(Reply::List),
        Act::Type("lodging"),
        Act::Do(Reply::Back),
        Act::Type("way"),
        Act::Type("yes"),
    ];
    let (person, reached, _) = walk(script);
    assert_eq!(person.lists, [["lodging", "travel"], ["lodging", "travel"]]);
    // Back out of the list, and out of what was chosen there, the same question comes again.
    assert_eq!(person.asked, ["goal", "goal", "long", "goal", "far"]);
    assert_eq!(reached, "travel: train");
}

#[test]
fn where_the_front_door_leaves_more_than_one_decision_those_are_listed() {
    let script = vec![
        Act::Do(Reply::DontKnow),
        Act::Type("no"),
        Act::Do(Reply::Quit),
        Act::Type("yes"),
        Act::Type("travel"),
        Act::Type("yes"),
    ];
    let (person, reached, _) = walk(script);
    // Nothing was taken from the first list: the last question comes again. With friends there,
    // only the way is left to decide.
    assert_eq!(person.lists, [vec!["lodging", "travel"], vec!["travel"]]);
    assert_eq!(person.asked, ["goal", "friends", "friends", "far"]);
    assert_eq!(reached, "travel: train");
}

#[test]
fn where_the_front_door_leads_nowhere_its_advice_is_the_result() {
    let (_, reached, ended) = walk(vec![Act::Type("night"), Act::Type("yes")]);
    assert_eq!((reached.as_str(), ended), ("start: ask-them", Ok(Ended::Finished)));
}

#[test]
fn a_decision_that_is_named_is_not_behind_the_front_door() {
    let context = pack("trip");
    let way =
        |id: &str| Guide::new(&context, context.decision(id).unwrap(), 0, Session::new()).way();
    assert_eq!([way("start"), way("travel")], [Way::FrontDoor, Way::Named]);
    let (person, ..) = {
        let mut person = Person::who([Act::Do(Reply::Quit)]);
        let guide = Guide::new(&context, context.decision("travel").unwrap(), 0, Session::new());
        let ended = Walk::new(guide).go(&mut person, &mut |_| {});
        (person, ended)
    };
    assert_eq!(person.views[0].back, Back::Nowhere);
    assert!(!person.views[0].lists);
}

fn name(decision: &Decision, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Settled(Outcome::Option(option)) => {
            decision.definition().options[*option].id.clone()
        }
        Verdict::Settled(Outcome::Advice(rule)) => decision.definition().rules[*rule].id.clone(),
        Verdict::Open(_) => "open".to_owned(),
        Verdict::Impossible => "impossible".to_owned(),
    }
}

#[test]
fn it_stops_as_soon_as_nothing_more_can_change_the_outcome() {
    // With five minutes nothing fits, whatever the other five answers would be.
    let (person, outcome, ended) = go(&lunch(), "place", vec![Act::Type("5 min")]);
    assert_eq!(person.asked, ["time"]);
    assert_eq!((outcome.as_str(), ended), ("eat-later", Ok(Ended::Finished)));
    let (person, outcome, ended) = go(&lunch(), "place", vec![Act::Type("30 min")]);
    assert_eq!(person.asked, ["time", "group"]);
    assert_eq!((outcome.as_str(), ended), ("open", Err(Stop::Exhausted)));
}

#[test]
fn back_asks_the_last_question_again() {
    let script =
        vec![Act::Type("2 h"), Act::Do(Reply::Back), Act::Type("30 min"), Act::Do(Reply::Quit)];
    let (person, _, ended) = go(&lunch(), "place", script);
    assert_eq!(person.asked, ["time", "hunger", "time", "group"]);
    assert_eq!(ended, Ok(Ended::Quit));
}

#[test]
fn a_changed_answer_stays_in_its_place_and_the_rest_stays_said() {
    let script = vec![
        Act::Type("2 h"),
        Act::Type("much"),
        Act::EditFirst,
        Act::Type("30 min"),
        Act::Do(Reply::Quit),
    ];
    let (person, ..) = go(&lunch(), "place", script);
    assert_eq!(person.asked, ["time", "hunger", "group", "time", "group"]);
    // While it is being changed, the answer does not count.
    let changing: Vec<&str> = person.views[3].answered.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(changing, ["hunger"]);
    let after: Vec<(&str, Option<&str>)> = (person.views[4].answered.iter())
        .map(|one| (one.id.as_str(), one.words.as_deref()))
        .collect();
    assert_eq!(after, [("time", Some("30 min")), ("hunger", Some("Very"))]);
}

#[test]
fn back_out_of_a_change_leaves_the_answer_as_it_was() {
    let script = vec![Act::Type("2 h"), Act::EditFirst, Act::Do(Reply::Back), Act::Do(Reply::Quit)];
    let (person, ..) = go(&lunch(), "place", script);
    assert_eq!(person.asked, ["time", "hunger", "time", "hunger"]);
    assert_eq!(person.views[3].answered[0].words.as_deref(), Some("2 h"));
}

#[test]
fn what_is_not_known_is_not_asked_again_and_may_leave_the_verdict_open() {
    let mut script = vec![Act::Type("2 h")];
    script.extend((0..5).map(|_| Act::Do(Reply::DontKnow)));
    let (person, outcome, ended) = go(&lunch(), "place", script);
    assert_eq!(ended, Ok(Ended::Finished));
    assert_eq!(outcome, "open");
    let mut asked = person.asked.clone();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), person.asked.len());
}

#[test]
fn an_answer_that_cannot_go_with_the_others_is_refused_with_the_reason() {
    let context = lunch();
    let decision = context.decision("place").unwrap();
    let definition = decision.definition();
    let mut session = Session::new();
    for (id, text) in [("kitchen", "italian"), ("hunger", "much")] {
        let input = definition.input(id).unwrap();
        let answer = definition.inputs[input].parse_answer(text).unwrap();
        session.push(shirube_engine::session::Entry::Answer(input, answer));
    }
    let mut guide = Guide::new(&context, decision, 0, session);
    let mut person = Person::who([Act::Type("5 min"), Act::Do(Reply::Quit)]);
    let ended = drive(&mut guide, &mut person, &mut |_| {});
    assert_eq!(ended, Ok(Ended::Quit));
    assert_eq!(person.asked, ["time", "time"]);
    assert_eq!(
        person.problems,
        ["that cannot go with what you said before / \
          Nobody stills a great hunger with pasta in under 20 minutes."]
    );
}

#[test]
fn why_tells_the_reason_and_where_each_answer_leads() {
    let (person, ..) = go(&lunch(), "kitchen", vec![Act::Do(Reply::Why), Act::Do(Reply::Quit)]);
    assert_eq!(
        person.whys,
        [Why {
            why: "The kitchens differ most in this.".to_owned(),
            leads_to: vec![
                ("Something light".to_owned(), "“Japanese”".to_owned()),
                ("Something hearty".to_owned(), "“Italian”".to_owned()),
            ],
            more: 0,
        }]
    );
}

#[test]
fn a_decision_that_is_rested_on_can_be_settled_on_the_way() {
    let script = vec![
        Act::Type("2 h"),
        Act::Type("much"),
        Act::Type("2"),
        Act::Do(Reply::Help),
        Act::Type("hearty"),
    ];
    let (person, outcome, ended) = go(&lunch(), "place", script);
    assert_eq!(person.asked, ["time", "hunger", "group", "kitchen", "mood"]);
    assert_eq!((outcome.as_str(), ended), ("restaurant", Ok(Ended::Finished)));
}

#[test]
fn back_out_of_a_decision_that_is_rested_on_comes_to_the_question_again() {
    let script = vec![
        Act::Type("2 h"),
        Act::Type("much"),
        Act::Type("2"),
        Act::Do(Reply::Help),
        Act::Do(Reply::Back),
        Act::Type("italian"),
    ];
    let (person, outcome, _) = go(&lunch(), "place", script);
    assert_eq!(person.asked, ["time", "hunger", "group", "kitchen", "mood", "kitchen"]);
    assert_eq!(outcome, "restaurant");
}

/// What a typed text is read as, in the words of the command line; else what is wrong with it.
fn read(asking: &Asking, typed: &str) -> String {
    match asking.read(typed) {
        Ok(answer) => asking.definition.format_answer(&answer),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn an_id_that_is_a_number_is_that_id_and_a_number_of_the_list_has_a_sign() {
    let context = pack("hotel");
    let mut guide = Guide::new(&context, context.decision("room").unwrap(), 0, Session::new());
    let stars = guide.asking().unwrap();
    assert_eq!(stars.numbering().sign(), "#");
    assert_eq!([read(&stars, "3"), read(&stars, "1")], ["3", "1"]);
    // The list has three stars first.
    assert_eq!([read(&stars, "#3"), read(&stars, "#1")], ["1", "3"]);
    guide.answer(&stars, stars.read("1").unwrap()).unwrap();
    let beds = guide.asking().unwrap();
    assert_eq!(beds.definition.id, "beds");
    assert_eq!([read(&beds, "2"), read(&beds, "#2")], ["2", "1"]);
    assert_eq!([read(&beds, "1,2"), read(&beds, "#1,1")], ["2,1", "2,1"]);
}

#[test]
fn beside_a_value_a_bare_number_is_never_a_number_of_the_list() {
    let context = lunch();
    let mut guide = Guide::new(&context, context.decision("place").unwrap(), 0, Session::new());
    let time = guide.asking().unwrap();
    assert_eq!(time.definition.id, "time");
    assert!(read(&time, "2").contains("NoUnit"), "{}", read(&time, "2"));
    assert_eq!(read(&time, "#3"), ">=1h");
    // Where no list is to be seen, there is none to read a number of.
    assert!(time.read_value("2").is_err() && time.read_value("#3").is_err());
    assert_eq!(time.read_value("2h"), time.read("2 h"));
}

#[test]
fn that_nothing_may_fit_is_no_option_and_is_not_counted_as_one() {
    let (person, ..) = go(&lunch(), "place", vec![Act::Type("50 min"), Act::Do(Reply::Quit)]);
    let view = &person.views[1];
    assert_eq!(view.standing, ["The canteen", "A picnic in the park"]);
    assert!(view.or_nothing);
    let text = ENGLISH.outcomes(&view.standing, 1, view.or_nothing);
    assert_eq!(text, "“The canteen” … and 1 more, or nothing fits");
}

#[test]
fn a_change_begins_at_the_answer_so_far() {
    let context = lunch();
    let mut guide = Guide::new(&context, context.decision("place").unwrap(), 0, Session::new());
    for typed in ["2 h", "much"] {
        let asking = guide.asking().unwrap();
        assert_eq!(asking.first(), 0);
        guide.answer(&asking, asking.read(typed).unwrap()).unwrap();
    }
    let inputs = guide.decision().definition();
    for (id, first) in [("hunger", 1), ("time", 2)] {
        guide.edit(inputs.input(id).unwrap());
        assert_eq!(guide.asking().unwrap().first(), first, "{id}");
        assert_eq!(guide.view(1).back, Back::Keep);
        guide.back();
    }
    assert_eq!(guide.view(1).back, Back::Undo);
}

#[test]
fn what_is_usual_is_taken_only_until_something_else_is_said() {
    let context = lunch();
    let decision = context.decision("place").unwrap();
    let mut guide = Guide::new(&context, decision, 0, Session::new());
    while let Some(asking) = guide.asking() {
        guide.dont_know(&asking);
    }
    guide.assume();
    assert!(guide.run().assume && guide.form().command("decide", &[]).contains("--assume"));
    // What was said not to be known stays said, also on the command line.
    assert!(guide.form().command("decide", &[]).contains("'time=?'"));
    assert!(guide.form().with_link("guide").contains("time=?"));
    guide.edit(decision.definition().input("time").unwrap());
    assert!(!guide.run().assume);
}

#[test]
fn what_was_said_is_taken_to_another_edition() {
    let context = lunch();
    let decision = context.decision("place").unwrap();
    let mut guide = Guide::new(&context, decision, 0, Session::new());
    for typed in ["50 min", "2"] {
        let asking = guide.asking().unwrap();
        guide.answer(&asking, asking.read(typed).unwrap()).unwrap();
    }
    guide.turn_to(1);
    assert_eq!((guide.edition(), guide.view(0).edition.as_str()), (1, "in summer"));
    assert_eq!(guide.view(0).answered.len(), 2);
    assert!(guide.form().command("decide", &[]).contains("--edition summer"));
}

/// Whatever the question, no more is said about why than fits beside it.
#[test]
fn a_reason_stays_short_however_many_answers_there_are() {
    let context = context(Cow::Borrowed(shirube_rules::mla_c01()), &ENGLISH);
    let mut guide = Guide::new(&context, context.decision("metric").unwrap(), 0, Session::new());
    let asking = guide.asking().unwrap();
    let why = guide.why(&asking);
    assert_eq!(why.leads_to.len(), 8);
    assert_eq!(why.more, asking.choices().len() - 8);
    for (_, leads_to) in &why.leads_to {
        assert!(leads_to.matches('“').count() <= 3, "{leads_to}");
    }
}

/// Whatever a person answers, the wizard settles the verdict, never asks an input twice, and never
/// asks more than it said it would at most.
#[test]
fn every_shipped_decision_is_settled_within_the_questions_that_the_plan_promises() {
    let context = context(Cow::Borrowed(shirube_rules::mla_c01()), &ENGLISH);
    for decision in context.pack.decisions() {
        for edition in 0..context.pack.about().editions.len() {
            // A fixed sequence that is different for each walk: no two walks go the same way.
            for walk in 0u64..12 {
                walks(&context, decision, edition, walk);
            }
        }
    }
}

fn walks(context: &Context, decision: &Decision, edition: usize, walk: u64) {
    let mut guide = Guide::new(context, decision, edition, Session::new());
    let mut state = walk.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let (mut promised, mut asked) = (None, Vec::new());
    while let Some(asking) = guide.asking() {
        let most = *promised.get_or_insert(asking.at_most);
        asked.push(asking.definition.id.clone());
        assert!(asked.len() <= most, "{}: {asked:?}", decision.definition().id);
        let count = asking.choices().len();
        let answer = match &asking.kind {
            Kind::Several { .. } => {
                let picks: Vec<usize> = (0..count).filter(|_| next(3) == 0).collect();
                asking.marked(&picks)
            }
            _ => asking.choices()[next(count)].answer,
        };
        // What is offered is possible, except for members of a set that exclude one another.
        if guide.answer(&asking, answer).is_err() {
            assert!(matches!(asking.kind, Kind::Several { .. }));
            guide.answer(&asking, asking.marked(&[])).unwrap();
        }
    }
    assert!(matches!(guide.verdict(), Verdict::Settled(_)), "{asked:?}");
    let mut once = asked.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), asked.len(), "{asked:?}");
}
