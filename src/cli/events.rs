//! `khabar events`: what happened.

use clap::Args;

use super::asking::Asking;
use super::storing::Asked;
use super::{Ending, names};
use crate::model::kinds::EventType;
use crate::query::events::{Filter, events};

/// List events by place, time, type and participant, in the order of time
#[derive(Debug, Args)]
#[command(after_help = "\
A day in brackets is that of the first report, where the text gives none of its own.

Examples:
  khabar events
  khabar events --participant Kerry --participant Zarif
  khabar events --place الكويت --type conference --from 2014-10 --to 2014-11 --evidence")]
pub struct Events {
    /// Only events that this one hosted or took part in; given again, those of both.
    #[arg(long, value_name = "NAME")]
    participant: Vec<String>,
    /// Only events there: in this place, or anywhere in this country.
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only events of this type.
    #[arg(long = "type", value_parser = names::event_type(), value_name = "TYPE")]
    event_type: Option<EventType>,
    #[command(flatten)]
    asking: Asking,
}

impl Events {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let names: Vec<Asked<'_>> =
            self.participant.iter().chain(&self.place).map(|name| (name.as_str(), None)).collect();
        let (graph, mut nodes) = self.asking.about(&names, |store, ids| {
            let (participants, place) = ids.split_at(self.participant.len());
            store.happened(participants, place.first().copied(), self.event_type, self.asking.told())
        })?;
        let place = nodes.split_off(self.participant.len()).pop();
        let filter = Filter { participants: nodes, place, event_type: self.event_type };
        let rows = events(&graph, &filter, self.asking.scope());
        self.asking.write(&rows, &[], &[self.asking.events("", &rows)], "no event fits")
    }
}
