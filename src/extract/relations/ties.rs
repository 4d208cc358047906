//! What lasts between two entities, by the learned decision `tie`: where it is, whose it is, who belongs to it.
//!
//! What the rules of `structure` found is a feature here; what they are sure of stands in any case.

use super::pair::{Pair, Pairs};
use super::scene::{Scene, Stage};
use crate::extract::fact::{Fact, titled};
use crate::model::kinds::{EntityType, Predicate};

/// Farthest that two entities of a standing fact are apart in one sentence, in tokens.
const REACH: usize = 10;

/// The standing facts between entities that come near each other, and between what the gazetteer knows and its country.
pub fn find(stage: Stage, pairs: &Pairs) -> Vec<Fact> {
    let mut facts = Vec::new();
    let close = |p: &Pair| p.together() && (p.inside() || p.gap <= REACH);
    for (&(a, b), pair) in pairs.iter().filter(|((a, b), p)| a != b && close(p)) {
        facts.extend(tie(&Scene { stage, a, b, pair }));
    }
    for (a, member) in stage.cast.members.iter().enumerate() {
        if !matches!(member.kind, EntityType::Place | EntityType::Organization) {
            continue;
        }
        let Some(b) = stage.overview.state_of(a) else { continue };
        let known = pairs.get(&(a, b));
        if known.is_some_and(close) {
            continue;
        }
        let mentions = &stage.overview.mentions;
        let far = || Pair::of_first(stage.context, &mentions[a], &mentions[b]);
        if let Some(pair) = known.cloned().or_else(far) {
            facts.extend(tie(&Scene { stage, a, b, pair: &pair }));
        }
    }
    facts
}

fn tie(scene: &Scene) -> Vec<Fact> {
    let possible = matches!(scene.kind(scene.b), EntityType::Organization | EntityType::Country | EntityType::Place)
        && scene.kind(scene.a) != EntityType::Country;
    if !possible {
        return Vec::new();
    }
    let offices = scene.stage.offices;
    let mut features = scene.features();
    let (first, second) = (scene.pair.a.start, scene.pair.b.start);
    features.flag("within one title", titled(offices, first).any(|o| o.title.contains(&second)));
    // An office with its words says more than a tie without; and what somebody says of a body makes nobody its officer.
    let office = titled(offices, second).any(|o| o.person == scene.a);
    features.flag("holds a role there", office);
    let mut facts = scene.facts("tie", &features, "tie.learned");
    let told = office || scene.pair.reports(scene.stage.context);
    facts.retain(|f| !(told && matches!(f.predicate, Predicate::HoldsRole | Predicate::MemberOf)));
    for fact in facts.iter_mut().filter(|f| f.predicate == Predicate::HoldsRole) {
        fact.role = title(scene);
    }
    facts
}

/// The title by which the first of the two goes nearest to where the second stands; one that names a body of its own
/// says nothing of another.
fn title(scene: &Scene) -> Option<String> {
    let Stage { context, cast, offices, .. } = scene.stage;
    let own = offices.iter().filter(|o| o.person == scene.a && cast.within(o.title.clone()).next().is_none());
    let nearest = own.min_by_key(|o| o.title.start.abs_diff(scene.pair.b.start))?;
    Some(context.text(nearest.title.clone(), nearest.cut).to_owned())
}
