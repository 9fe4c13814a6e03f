//! Runs tools in turns, and measures time, processor time and memory of each.

use std::fs::{self, File};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use super::files::Set;
use super::places::Places;
use super::tools::{Counts, Found};
use super::{Input, Plan};

/// One run of a tool.
#[derive(Clone, Copy)]
pub struct Sample {
    /// From before the process starts until it has ended.
    pub wall: Duration,
    /// On all processors, of the process and its finished children.
    pub busy: Duration,
    /// Most memory resident at a time, in bytes.
    pub peak: u64,
}

/// The results of one tool.
pub struct Row {
    /// Index among the tools.
    pub tool: usize,
    /// By round; `None` if it had no turn.
    pub rounds: Vec<Option<Sample>>,
}

/// Every tool that judges must accept the good documents, refuse the others, and have seen all of each.
pub fn trial(tools: &[Found], places: &Places, good: &Set, bad: &Set) -> Result<(), String> {
    for tool in tools.iter().filter(|tool| tool.takes(good.input)) {
        run(tool, places, good, true)?;
        if tool.tool.judges {
            run(tool, places, bad, false)?;
        }
    }
    Ok(())
}

/// Tools take turns in rounds. A first turn does not count, but decides how many turns a tool has: a slow tool sits out
/// some rounds.
pub fn measure(
    tools: &[Found],
    places: &Places,
    set: &Set,
    plan: &Plan,
) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut most = 0;
    for (index, tool) in tools
        .iter()
        .enumerate()
        .filter(|(_, tool)| tool.takes(set.input))
    {
        let first = run(tool, places, set, true)?;
        let (turns, rounds) = plan.turns(set.input, first.wall);
        eprintln!(
            "{}: {:.1} ms, {turns} of {rounds} rounds",
            tool.tool.name,
            first.wall.as_secs_f64() * 1e3
        );
        most = rounds;
        rows.push((
            Row {
                tool: index,
                rounds: Vec::new(),
            },
            turns,
        ));
    }
    for round in 0..most {
        for (row, turns) in &mut rows {
            let turn =
                has_turn(round, *turns, most).then(|| run(&tools[row.tool], places, set, true));
            row.rounds.push(turn.transpose()?);
        }
    }
    Ok(rows.into_iter().map(|(row, _)| row).collect())
}

/// Spreads the turns evenly over the rounds.
fn has_turn(round: usize, turns: usize, rounds: usize) -> bool {
    round * turns / rounds != (round + 1) * turns / rounds
}

/// Runs a tool once; an error if its verdict is wrong.
fn run(tool: &Found, places: &Places, set: &Set, accepts: bool) -> Result<Sample, String> {
    let mut command = tool.command(places, set);
    let said = places.folder.join("said");
    let open = || File::create(&said).and_then(|out| Ok((out.try_clone()?, out)));
    let (out, err) = open().map_err(|error| format!("{}: {error}", said.display()))?;
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    places
        .cores
        .hold(set.input != Input::File && !tool.tool.all_cores);
    let start = Instant::now();
    let done = command.spawn().and_then(|mut child| child.wait4());
    let wall = start.elapsed();
    places.cores.hold(false);
    let done = done.map_err(|error| format!("{}: {error}", tool.tool.name))?;
    judge(tool, set, accepts, done.status, &said)?;
    Ok(Sample {
        wall,
        busy: done.rusage.utime + done.rusage.stime,
        peak: done.rusage.maxrss,
    })
}

fn judge(
    tool: &Found,
    set: &Set,
    accepts: bool,
    status: ExitStatus,
    said: &Path,
) -> Result<(), String> {
    let text = fs::read_to_string(said).unwrap_or_default();
    let wrong = if status.success() != accepts {
        format!(
            "it ended with {status}, and should {}",
            if accepts { "accept" } else { "refuse" }
        )
    } else if let Some(count) = tool.tool.counts.read(&text, accepts)
        && set.input != Input::File
        && count != Some(set.documents)
    {
        let count = count.map_or_else(|| "an unknown number".to_owned(), |count| count.to_string());
        format!("it looked at {count} of {} documents", set.documents)
    } else {
        return Ok(());
    };
    let start: String = text.chars().take(2_000).collect();
    Err(format!(
        "{} on {}: {wrong}. It said:\n{start}",
        tool.tool.name,
        set.path.display()
    ))
}

impl Counts {
    /// The number of documents that a tool says it looked at, if it says so, and if it can be read.
    fn read(self, text: &str, accepts: bool) -> Option<Option<u64>> {
        match self {
            Self::Before(starts) => {
                let words: Vec<_> = text.split_whitespace().collect();
                let pair = words
                    .windows(2)
                    .find(|pair| starts.iter().any(|start| pair[1].starts_with(start)));
                Some(pair.and_then(|pair| pair[0].parse().ok()))
            }
            Self::Lines(end) if accepts => Some(Some(
                text.lines()
                    .filter(|line| line.trim_end().ends_with(end))
                    .count() as u64,
            )),
            Self::Lines(_) | Self::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, has_turn};

    #[test]
    fn turns_are_spread_over_all_rounds() {
        let turns = |turns| {
            (0..15)
                .filter(|round| has_turn(*round, turns, 15))
                .collect::<Vec<_>>()
        };
        assert_eq!(turns(15).len(), 15);
        assert_eq!(turns(5), [2, 5, 8, 11, 14]);
    }

    #[test]
    fn counts_are_read_from_what_is_said() {
        let blaze = Counts::Before(&["validated"]);
        assert_eq!(
            blaze.read("\n3 validated, 2 passed, 1 failed\n", true),
            Some(Some(3))
        );
        assert_eq!(blaze.read("error: no such file\n", true), Some(None));
        assert_eq!(
            Counts::Before(&["/"]).read("12 /folder/reports.jsonl\n", true),
            Some(Some(12))
        );
        assert_eq!(
            Counts::Lines(" valid").read("a valid\nb valid\nc invalid\n", true),
            Some(Some(2))
        );
        assert_eq!(Counts::Nothing.read("", true), None);
    }
}
