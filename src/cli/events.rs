//! `khabar events`: what happened.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, write_evidence, write_table};
use super::{Ending, names, output};
use crate::model::date::Date;
use crate::model::kinds::EventType;
use crate::query::events::{EventRow, Filter, events};

/// List events by place, time, type and participant, in the order of time
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar events
  khabar events --with Stengel --from 2014-10 --to 2014-11
  khabar events --place الكويت --type conference --evidence")]
pub struct Events {
    /// Only events that this one hosted, took part in, or is the place of.
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Only events there.
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only events of this type.
    #[arg(long = "type", value_parser = names::event_type(), value_name = "TYPE")]
    event_type: Option<EventType>,
    /// Only events that were not over before this date.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only events that had begun by this date.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    #[command(flatten)]
    asking: Asking,
}

impl Events {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.graph()?;
        let pick = |name: &Option<String>| name.as_ref().map(|name| asking::pick(&graph, name, None)).transpose();
        let (event_type, from, to) = (self.event_type, self.from, self.to);
        let filter = Filter { with: pick(&self.with)?, place: pick(&self.place)?, event_type, from, to };
        let rows = events(&graph, filter, self.asking.scope());
        let mut out = output::writer(None)?;
        if self.asking.json {
            asking::write_json(&mut out, &rows)?;
        } else if self.asking.evidence {
            for row in &rows {
                writeln!(out, "{} {}", when(row), self.asking.named(&row.node))?;
                for fact in &row.facts {
                    writeln!(out, "  {}", self.asking.fact(fact))?;
                    write_evidence(&mut out, fact, usize::MAX)?;
                }
            }
        } else {
            let row = |row: &EventRow| {
                let (hosts, who) = (self.asking.list(&row.hosts), self.asking.list(&row.participants));
                let kind = row.event_type.map_or("", EventType::name).to_owned();
                vec![when(row), kind, self.asking.label(&row.node), self.asking.list(&row.places), hosts, who]
            };
            let header = ["when", "type", "event", "where", "hosted by", "took part"];
            write_table(&mut out, &header, &rows.iter().map(row).collect::<Vec<_>>())?;
        }
        out.flush()?;
        if rows.is_empty() {
            output::say("no event fits");
        }
        Ok(if rows.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}

/// The days of an event; in brackets when only the day of the report is known.
fn when(row: &EventRow) -> String {
    match (row.event_start, row.event_end, row.first_seen) {
        (Some(start), Some(end), _) if end != start => format!("{start} to {end}"),
        (Some(start), ..) => start.to_string(),
        (None, _, Some(seen)) => format!("({seen})"),
        _ => String::new(),
    }
}
