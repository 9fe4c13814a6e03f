//! Which reports a file holds: bodies that name different years or different agencies are different reports, and what one
//! of them prints says nothing about another.

mod beside;

use std::ops::Range;

use crate::error::FoundReport;
use crate::find::edition::{self, Detected};
use crate::find::facts::{self, Name, Setting, SheetName, Title};
use crate::find::narrative::{self, Heads};
use crate::find::sections::{self, Copy, Region};
use crate::form::{FormIndex, Matcher};
use crate::grid::{Cell, Origin, Page, Strip};

/// JSON Pointer of section one.
pub(crate) const OVERVIEW: &str = "/overview";

/// Most reports in one file; the fullest yearbook that was met has 64.
const MOST: usize = 500;

/// Most bodies that are compared with each other; each report of a yearbook has one or two.
const MOST_BODIES: usize = 5_000;

/// One of the reports that a file holds.
pub(crate) struct Part {
    /// What of the file is its own.
    pub(crate) page: Page,
    /// What it is, as far as its title and signature say.
    pub(crate) found: FoundReport,
    /// What was found out on the way, where the file holds this report alone.
    pub(crate) survey: Option<Survey>,
}

/// Edition and sections of a page.
pub(crate) struct Survey {
    /// The edition whose tables the page prints, if that can be told.
    pub(crate) detected: Option<Detected>,
    /// How its sections lie on the page.
    pub(crate) layout: Layout,
}

/// The sections of a page by one form.
pub(crate) struct Layout {
    pub(crate) form: &'static FormIndex,
    /// One for each table of the form.
    pub(crate) matchers: Vec<Matcher<'static>>,
    pub(crate) copies: Vec<Copy>,
    /// How many strips the page had.
    strips: usize,
}

impl Layout {
    /// Finds the sections of a page.
    pub(crate) fn new(form: &'static FormIndex, page: &Page) -> Self {
        let mut matchers: Vec<Matcher> = form.tables.iter().map(Matcher::new).collect();
        let mut copies = sections::split(form, &mut matchers, page);
        if let Some((section, heads)) = overview(form) {
            for copy in &mut copies {
                add_overview(section, &heads, page, copy);
            }
        }
        Self {
            form,
            matchers,
            copies,
            strips: page.strips.len(),
        }
    }

    /// Whether it is still that of a page, from which parts may have been taken since.
    pub(crate) fn is_of(&self, page: &Page) -> bool {
        self.strips == page.strips.len()
    }
}

/// One printing of a report, with what it says about itself.
#[derive(Debug)]
struct Body {
    /// All of its strips.
    strips: Range<usize>,
    identity: Identity,
    has_tables: bool,
}

/// What tells a report from others.
#[derive(Debug, Clone, Default)]
struct Identity {
    /// What the title names.
    year: Option<u32>,
    agency: Option<String>,
    /// Who has signed, and in which year.
    signed_by: Option<String>,
    signed_in: Option<u32>,
    /// Where the title is.
    origin: Option<Origin>,
}

impl Identity {
    fn is_unknown(&self) -> bool {
        self.year.is_none() && self.agency.is_none() && self.signed_by.is_none()
    }

    /// Whether both say something of one kind, and not the same.
    fn contradicts(&self, other: &Self) -> bool {
        let years = differ(self.year, other.year);
        if years {
            return true;
        }
        let agencies = differ_in_name(self.agency.as_deref(), other.agency.as_deref());
        let titled = |one: &Self| one.year.is_some() && one.agency.is_some();
        if agencies || titled(self) && titled(other) {
            return agencies;
        }
        let same_year = self.year.is_some() && self.year == other.year;
        let same_agency = self.agency.is_some() && other.agency.is_some();
        !same_agency && differ_in_name(self.signed_by.as_deref(), other.signed_by.as_deref())
            || !same_year && differ(self.signed_in, other.signed_in)
    }

    /// Adds what another body of the same report says.
    fn add(&mut self, other: Self) {
        self.year = self.year.or(other.year);
        self.agency = self.agency.take().or(other.agency);
        self.signed_by = self.signed_by.take().or(other.signed_by);
        self.signed_in = self.signed_in.or(other.signed_in);
        self.origin = self.origin.or(other.origin);
    }

    /// Adds what the name of the sheet says in which a body begins, where the body says nothing.
    fn complete(&mut self, page: &Page, begins: usize) {
        if page.sheets.is_empty() {
            return;
        }
        let sheet = SheetName::around(page, begins);
        if self.year.is_none() && self.signed_in.is_none() {
            self.year = sheet.year.map(|said| said.value);
        }
        if self.agency.is_none() && self.signed_by.is_none() {
            self.agency = sheet.agency.map(|said| said.value);
        }
    }

    fn of_name(name: &Name) -> Self {
        Self {
            year: name.year,
            agency: name.agency.clone(),
            ..Self::default()
        }
    }
}

fn differ(one: Option<u32>, other: Option<u32>) -> bool {
    one.is_some() && other.is_some() && one != other
}

fn differ_in_name(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| !facts::may_be_same(one, other))
}

/// Divides a page into the reports that it holds; one that holds a single report stays whole.
pub(crate) fn divide(page: Page, forms: &'static [FormIndex]) -> Vec<Part> {
    let detected = edition::detect(forms, &page);
    let form = detected
        .as_ref()
        .map_or(&forms[0], |detected| &forms[detected.form]);
    let page = beside::one_after_the_other(page, form);
    let layout = Layout::new(form, &page);
    let titles = facts::titles(&page.strips);
    let bodies = bodies(&page, form, &layout.copies, &titles);
    let mut groups = if bodies.len() > MOST_BODIES {
        Vec::new()
    } else {
        grouped(bodies)
    };
    if groups.len() > 1 {
        groups.retain(|group| group.has_tables);
    }
    if groups.len() < 2 || groups.len() > MOST {
        let identity = groups.into_iter().next().map(|group| group.identity);
        let found = found(&page, identity.unwrap_or_default());
        return vec![Part {
            page,
            found,
            survey: Some(Survey { detected, layout }),
        }];
    }
    let part = |group: Group| {
        let page = own_page(&page, &group);
        Part {
            found: found(&page, group.identity),
            page,
            survey: None,
        }
    };
    groups.into_iter().map(part).collect()
}

/// Section one of a form, and its heads.
fn overview(form: &FormIndex) -> Option<(usize, Heads)> {
    let mut sections = form.sections.iter();
    let section = sections.position(|section| section.pointer == OVERVIEW)?;
    let property = OVERVIEW.trim_start_matches('/');
    let heads = Heads::of(ogi_schema::standard(), form.report, property)?;
    Some((section, heads))
}

/// Takes section one out of what stands before the first section, where it has heads but no heading of its own.
fn add_overview(section: usize, heads: &Heads, page: &Page, copy: &mut Copy) {
    if copy.regions.iter().any(|region| region.section == section) {
        return;
    }
    let before = copy.preamble.clone();
    let first = narrative::overview_without_heading(heads, &page.strips[before.clone()]);
    if let Some(first) = first {
        let begins = before.start + first;
        copy.preamble.end = begins;
        let region = Region {
            section,
            strips: begins..before.end,
        };
        copy.regions.insert(0, region);
    }
}

fn found(page: &Page, identity: Identity) -> FoundReport {
    let first = page.strips.iter().flat_map(|strip| &strip.cells).next();
    let origin = identity.origin.or(first.map(|cell| cell.origin));
    FoundReport {
        year: identity.year.and_then(|year| u16::try_from(year).ok()),
        agency: identity.agency.or(identity.signed_by),
        origin: origin.unwrap_or(Origin::Line { line: 1 }),
    }
}

/// The bodies of a page in their order.
fn bodies(page: &Page, form: &FormIndex, copies: &[Copy], titles: &[Title]) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    for (index, copy) in copies.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| copies.get(before));
        let from = before.map_or(0, last_region_begins);
        let begins = begin(page, titles, from..copy.preamble.end).unwrap_or(copy.preamble.start);
        bodies.extend(copy_bodies(page, form, copy, (begins, titles)));
    }
    let starts: Vec<usize> = bodies.iter().map(|body| body.strips.start).collect();
    let ends = starts.iter().skip(1).copied().chain([page.strips.len()]);
    for (body, end) in bodies.iter_mut().zip(ends) {
        body.strips.end = end;
    }
    for body in &mut bodies {
        body.identity.complete(page, body.strips.start);
    }
    if let Some(first) = bodies.first_mut() {
        first.strips.start = 0;
    }
    bodies
}

fn last_region_begins(copy: &Copy) -> usize {
    copy.regions.last().map_or(0, |region| region.strips.start)
}

/// The bodies of one run of sections: several where the title of another report stands behind one of its tables.
fn copy_bodies(
    page: &Page,
    form: &FormIndex,
    copy: &Copy,
    (begins, titles): (usize, &[Title]),
) -> Vec<Body> {
    let is_table = |section: usize| form.sections[section].table.is_some();
    let head = begins..copy.preamble.end;
    let mut current = Body {
        strips: begins..begins,
        identity: named(titles, &head),
        has_tables: false,
    };
    if current.identity.is_unknown()
        && let Some(title) = page.title.as_ref().filter(|_| begins == 0)
    {
        let name = Name::find(&title.text, Setting::Title);
        current.identity = name.as_ref().map(Identity::of_name).unwrap_or_default();
    }
    let mut bodies = Vec::new();
    for (at, region) in copy.regions.iter().enumerate() {
        let holds_table = is_table(region.section);
        current.has_tables |= holds_table && !region.strips.is_empty();
        let rest = &copy.regions[at + 1..];
        let tables_follow = rest.iter().any(|region| is_table(region.section));
        let Some(next) = rest.first().filter(|_| holds_table && tables_follow) else {
            continue;
        };
        let between = region.strips.start..next.strips.start.saturating_sub(1);
        let Some(other_begins) = begin(page, titles, between.clone()) else {
            continue;
        };
        let other = named(titles, &(other_begins..between.end));
        if other.contradicts(&current.identity) {
            let next = Body {
                strips: other_begins..other_begins,
                identity: other,
                has_tables: false,
            };
            bodies.push(std::mem::replace(&mut current, next));
        }
    }
    if let Some(last) = copy.regions.last().filter(|last| !is_table(last.section)) {
        let signature = facts::signature(&page.strips[last.strips.clone()]);
        current.identity.signed_by = signature.agency.map(|said| said.value);
        current.identity.signed_in = signature.date.and_then(|said| said.value.year());
    }
    bodies.push(current);
    bodies
}

/// Where a body begins whose title stands last within a range: with the title, and with what belongs to it above.
fn begin(page: &Page, titles: &[Title], within: Range<usize>) -> Option<usize> {
    let own = titles_within(titles, &within);
    let title = own.last()?;
    let mut begins = title.strips.start;
    while begins > within.start {
        let above = begins - 1;
        let before = titles.partition_point(|other| other.strips.start <= above);
        let other = titles[..before].last();
        let belongs = other.is_some_and(|other| {
            other.strips.contains(&above) && is_same(&other.name, &title.name)
        }) || is_box(&page.strips[above]);
        if !belongs {
            break;
        }
        begins = above;
    }
    Some(begins)
}

/// The titles within a range; titles follow each other and do not overlap.
fn titles_within<'t>(titles: &'t [Title], within: &Range<usize>) -> &'t [Title] {
    let first = titles.partition_point(|title| title.strips.start < within.start);
    let end = titles.partition_point(|title| title.strips.end <= within.end);
    titles.get(first..end).unwrap_or_default()
}

fn is_same(one: &Name, other: &Name) -> bool {
    !Identity::of_name(one).contradicts(&Identity::of_name(other))
}

/// Whether a strip is of the box of labels above a title, such as `索引号`.
fn is_box(strip: &Strip) -> bool {
    let mut filled = strip.cells.iter().filter(|cell| !cell.is_blank());
    filled
        .next()
        .is_some_and(|cell| facts::is_labelled(&format!("{}:", cell.text)))
}

/// What the titles within a range name, the last one first.
fn named(titles: &[Title], within: &Range<usize>) -> Identity {
    let mut identity = Identity::default();
    for title in titles_within(titles, within).iter().rev() {
        let other = Identity {
            origin: Some(title.cell.origin),
            ..Identity::of_name(&title.name)
        };
        if !identity.contradicts(&other) {
            identity.add(other);
        }
    }
    identity
}

/// What belongs to one report.
struct Group {
    bodies: Vec<Range<usize>>,
    identity: Identity,
    has_tables: bool,
}

/// Puts the bodies of one report together; one that says nothing about itself is a copy of the one before it.
fn grouped(bodies: Vec<Body>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for body in bodies {
        let same = if body.identity.is_unknown() {
            groups.len().checked_sub(1)
        } else {
            groups
                .iter()
                .rposition(|group| !group.identity.contradicts(&body.identity))
        };
        match same {
            Some(at) => {
                groups[at].identity.add(body.identity);
                groups[at].bodies.push(body.strips);
                groups[at].has_tables |= body.has_tables;
            }
            None => groups.push(Group {
                bodies: vec![body.strips],
                identity: body.identity,
                has_tables: body.has_tables,
            }),
        }
    }
    groups
}

/// What of a page is one report's own: its strips, and what the container says unless it says it of another report.
fn own_page(page: &Page, group: &Group) -> Page {
    let is_own = |text: &str| {
        let name = Name::find(text, Setting::Title);
        name.is_none_or(|name| !Identity::of_name(&name).contradicts(&group.identity))
    };
    let strips = group
        .bodies
        .iter()
        .flat_map(|range| page.strips[range.clone()].iter().cloned());
    let metadata = page
        .metadata
        .iter()
        .filter(|strip| strip.cells.iter().all(|cell| is_own(&cell.text)));
    Page {
        title: page.title.clone().filter(|title| is_own(&title.text)),
        metadata: metadata.cloned().collect(),
        strips: strips.collect(),
        ends_open: page.ends_open
            && group
                .bodies
                .last()
                .is_some_and(|last| last.end == page.strips.len()),
        elsewhere: page.elsewhere.clone(),
        sheets: own_sheets(page, group),
        ..*page
    }
}

/// The sheets that the bodies of a report begin in, by their places among its own strips.
fn own_sheets(page: &Page, group: &Group) -> Vec<(usize, Cell)> {
    let mut sheets = Vec::new();
    let mut before = 0;
    for body in &group.bodies {
        let around = page.sheets.iter().rfind(|(at, _)| *at <= body.start);
        let within = page
            .sheets
            .iter()
            .filter(|(at, _)| body.start < *at && *at < body.end);
        for (at, cell) in around.into_iter().chain(within) {
            sheets.push((before + at.saturating_sub(body.start), cell.clone()));
        }
        before += body.len();
    }
    sheets
}
