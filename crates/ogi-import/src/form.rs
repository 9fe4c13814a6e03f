//! The printed form of an edition, made ready for recognition: rows with their labels, groups, headers and places.

mod classify;
mod pointer;

use std::ops::Range;
use std::sync::LazyLock;

use ogi_report::Edition;
use ogi_schema::{CellContent, Definition, Form, PlacedCell, Scalar, Schema, Standard, Type};

pub(crate) use classify::{Match, Matcher};

use crate::printed::label::Label;
use crate::printed::value::Kind;
use pointer::row_pointer;

/// The form of one edition.
pub(crate) struct FormIndex {
    /// The edition.
    pub(crate) edition: Edition,
    /// The definition of its reports.
    pub(crate) report: &'static Definition,
    /// The sections in the order of the report.
    pub(crate) sections: Vec<Section>,
    /// The tables in the order they are printed.
    pub(crate) tables: Vec<Table>,
}

/// A section of the report.
pub(crate) struct Section {
    /// JSON Pointer, such as `/requests`.
    pub(crate) pointer: String,
    /// Its heading and variants of that.
    pub(crate) titles: Vec<Label>,
    /// Index of its table; `None` for a narrative.
    pub(crate) table: Option<usize>,
}

/// A printed table.
pub(crate) struct Table {
    /// JSON Pointer of its section.
    pub(crate) pointer: String,
    /// The rows of numbers in printed order; variants come after.
    pub(crate) rows: Vec<RowSpec>,
    /// Every label of the table, once.
    pub(crate) labels: Vec<LabelSpec>,
    /// The headers above runs of rows.
    pub(crate) headers: Vec<HeaderSpec>,
    /// How many grid columns it has on the form, those of labels included.
    pub(crate) columns: usize,
}

/// A row of numbers.
pub(crate) struct RowSpec {
    /// JSON Pointer of the object that holds its numbers.
    pub(crate) pointer: String,
    /// Its numbers in printed order.
    pub(crate) slots: Vec<Slot>,
    /// Its own label; `None` for a row that only headers describe.
    pub(crate) label: Option<usize>,
    /// How many grid columns its own label takes on the form, from 1; 0 without a label.
    pub(crate) label_columns: usize,
    /// Whether its label, or a number before the last, takes several grid columns on the form.
    pub(crate) spread: bool,
    /// The label of the group it stands in, directly.
    pub(crate) group: Option<usize>,
    /// Index of the headers above it.
    pub(crate) header: usize,
    /// Pointers of the rows that it stands instead of.
    pub(crate) instead_of: Vec<String>,
}

/// A number cell.
pub(crate) struct Slot {
    /// JSON Pointer.
    pub(crate) pointer: String,
    /// What numbers it can hold.
    pub(crate) kind: Kind,
}

/// A label that the table prints in one or more places.
pub(crate) struct LabelSpec {
    /// Its spelling on the form first, then variants.
    pub(crate) spellings: Vec<Label>,
    /// What it does.
    pub(crate) role: Role,
    /// Whether it takes several grid columns, but not all.
    pub(crate) wide: bool,
}

/// What a label does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Names a row of numbers.
    Row(usize),
    /// Names a group of rows; a row of the same name may stand instead of it.
    Group(Option<usize>),
    /// Heads a column or several.
    Header,
    /// Stands over a block of rows and says nothing about columns.
    Heading,
}

/// The headers above a run of rows.
#[derive(Default)]
pub(crate) struct HeaderSpec {
    /// Labels in reading order, row by row.
    pub(crate) by_row: Vec<usize>,
    /// Labels of single columns, from left to right.
    pub(crate) by_column: Vec<usize>,
    /// Labels over several columns, from left to right.
    pub(crate) over: Vec<usize>,
    /// The columns that each of these stands over.
    pub(crate) spans: Vec<(usize, Range<usize>)>,
}

impl FormIndex {
    /// `None` for a form of an edition that has no types.
    fn new(standard: &'static Standard, form: &'static Form) -> Option<Self> {
        let edition = Edition::parse(&form.edition)?;
        let schema = &standard.schema;
        let report = form.report(schema);
        let mut sections = Vec::new();
        for property in report
            .properties()
            .iter()
            .filter(|property| property.section.is_some())
        {
            let titles = spellings(
                standard,
                &format!("{}/{}", report.name, property.name),
                &property.label,
            );
            let table = form
                .tables
                .iter()
                .position(|table| table.section == property.name);
            sections.push(Section {
                pointer: format!("/{}", property.name),
                titles,
                table,
            });
        }
        let tables = form
            .tables
            .iter()
            .map(|table| Builder::new(standard, form, table).build())
            .collect();
        Some(Self {
            edition,
            report,
            sections,
            tables,
        })
    }

    /// All forms of the standard, made ready once.
    pub(crate) fn all() -> &'static [Self] {
        static FORMS: LazyLock<Vec<FormIndex>> = LazyLock::new(|| {
            let standard = ogi_schema::standard();
            standard
                .forms
                .iter()
                .filter_map(|form| FormIndex::new(standard, form))
                .collect()
        });
        &FORMS
    }
}

/// The spellings of a property's label: its own first, then the variants that `forms/aliases.json` knows.
pub(crate) fn spellings(standard: &Standard, address: &str, label: &str) -> Vec<Label> {
    let variants = standard.aliases.get(address).map_or(&[][..], Vec::as_slice);
    std::iter::once(label)
        .chain(variants.iter().map(String::as_str))
        .map(Label::parse)
        .collect()
}

struct Builder {
    standard: &'static Standard,
    form: &'static Form,
    source: &'static ogi_schema::FormTable,
    table: Table,
}

impl Builder {
    fn new(
        standard: &'static Standard,
        form: &'static Form,
        source: &'static ogi_schema::FormTable,
    ) -> Self {
        let pointer = format!("/{}", source.section);
        let table = Table {
            pointer,
            rows: Vec::new(),
            labels: Vec::new(),
            headers: Vec::new(),
            columns: source.columns as usize,
        };
        Self {
            standard,
            form,
            source,
            table,
        }
    }

    fn build(mut self) -> Table {
        self.add_rows(&self.source.rows, &[]);
        for variant in &self.source.variants {
            self.add_rows(&variant.rows, &variant.instead_of);
        }
        self.table
    }

    /// Adds a run of printed rows; rows without numbers are the header of those that follow.
    fn add_rows(&mut self, rows: &'static [ogi_schema::FormRow], instead_of: &[String]) {
        let placed = self.form.place(&self.standard.schema, rows);
        let mut header: Vec<&PlacedCell> = Vec::new();
        for row in (0u32..).take(rows.len()) {
            let values: Vec<_> = placed
                .iter()
                .filter(|cell| cell.row == row && is_value(cell))
                .collect();
            if values.is_empty() {
                header.extend(placed.iter().filter(|cell| cell.row == row));
                continue;
            }
            if !header.is_empty() {
                self.add_header(&std::mem::take(&mut header));
            }
            self.add_row(&placed, row, &values, instead_of);
        }
    }

    fn add_header(&mut self, cells: &[&PlacedCell<'static>]) {
        let width = self.source.columns;
        let mut spec = HeaderSpec::default();
        let mut columns = Vec::new();
        let mut over = Vec::new();
        for cell in cells {
            let heads_columns = cell.colspan < width && cell.column > 0
                || matches!(cell.content, CellContent::Label { .. });
            let label = self.label(
                cell,
                if heads_columns {
                    Role::Header
                } else {
                    Role::Heading
                },
            );
            if !heads_columns {
                continue;
            }
            spec.by_row.push(label);
            let is_leaf = !cells.iter().any(|below| {
                below.row >= cell.row + cell.rowspan
                    && (cell.column..cell.column + cell.colspan).contains(&below.column)
            });
            if is_leaf {
                columns.push((cell.column, label));
            } else {
                spec.over.push(label);
                over.push((label, cell.column..cell.column + cell.colspan));
            }
        }
        columns.sort_unstable();
        let place = |at: u32| columns.partition_point(|(column, _)| *column < at);
        spec.spans = over
            .into_iter()
            .map(|(label, across)| (label, place(across.start)..place(across.end)))
            .collect();
        spec.by_column = columns.into_iter().map(|(_, label)| label).collect();
        self.table.headers.push(spec);
    }

    fn add_row(
        &mut self,
        placed: &[PlacedCell<'static>],
        row: u32,
        values: &[&PlacedCell<'static>],
        instead_of: &[String],
    ) {
        let first = values.iter().map(|cell| cell.column).min().unwrap_or(0);
        let covers = |cell: &&PlacedCell| {
            cell.row <= row && row < cell.row + cell.rowspan && cell.column < first
        };
        let mut labels: Vec<_> = placed.iter().filter(covers).collect();
        labels.sort_by_key(|cell| cell.column);
        let own = labels.pop();
        let group = labels
            .last()
            .map(|cell| self.label(cell, Role::Group(None)));
        for above in labels {
            self.label(above, Role::Group(None));
        }
        let index = self.table.rows.len();
        let label = own.map(|cell| self.label(cell, Role::Row(index)));
        self.table.rows.push(RowSpec {
            pointer: row_pointer(values),
            slots: values.iter().filter_map(|cell| self.slot(cell)).collect(),
            label,
            label_columns: own.map_or(0, |cell| cell.colspan as usize),
            spread: own
                .into_iter()
                .chain(
                    values
                        .split_last()
                        .map_or(&[][..], |(_, rest)| rest)
                        .iter()
                        .copied(),
                )
                .any(|cell| cell.colspan > 1),
            group,
            header: self.table.headers.len().saturating_sub(1),
            instead_of: instead_of.to_vec(),
        });
    }

    fn slot(&self, cell: &PlacedCell) -> Option<Slot> {
        let CellContent::Value { pointer } = &cell.content else {
            return None;
        };
        let schema = &self.standard.schema;
        let steps = schema.resolve(self.form.report(schema), pointer)?;
        let (_, property) = steps.last()?;
        let scalar = scalar(schema, &property.ty)?;
        Some(Slot {
            pointer: pointer.clone(),
            kind: Kind::new(scalar, property.unit.as_deref())?,
        })
    }

    /// The label of a cell, added unless the table has it in this role already.
    fn label(&mut self, cell: &PlacedCell<'static>, role: Role) -> usize {
        let spellings = match &cell.content {
            CellContent::Text(text) => vec![Label::parse(text)],
            CellContent::Label { of, text } => spellings(self.standard, of, text),
            CellContent::Value { .. } => Vec::new(),
        };
        let heads = |role| matches!(role, Role::Header | Role::Heading);
        let same = |spec: &LabelSpec| {
            spec.spellings.first() == spellings.first() && heads(spec.role) == heads(role)
        };
        if let Some(at) = self.table.labels.iter().position(same) {
            let known = &mut self.table.labels[at];
            if let (Role::Group(None), Role::Row(row)) = (known.role, role) {
                known.role = Role::Group(Some(row));
            }
            known.spellings.extend(spellings.into_iter().skip(1));
            return at;
        }
        let wide = cell.colspan > 1 && cell.colspan < self.source.columns;
        self.table.labels.push(LabelSpec {
            spellings,
            role,
            wide,
        });
        self.table.labels.len() - 1
    }
}

fn is_value(cell: &PlacedCell) -> bool {
    matches!(cell.content, CellContent::Value { .. })
}

fn scalar<'a>(schema: &'a Schema, ty: &Type) -> Option<&'a Scalar> {
    schema.definition(ty.target()?)?.scalar()
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;

    use super::{FormIndex, Role};

    #[test]
    fn every_form_has_its_rows_groups_and_headers() {
        for form in FormIndex::all() {
            let cells: usize = form
                .tables
                .iter()
                .flat_map(|table| &table.rows)
                .map(|row| row.slots.len())
                .sum();
            let undivided: usize = if form.edition == Edition::V2021 { 7 } else { 0 };
            let expected = if form.edition == Edition::V2021 {
                200
            } else {
                198
            };
            assert_eq!(cells, expected + undivided, "{}", form.edition);
            let review = form.tables.last().expect("three tables");
            assert_eq!(
                (review.rows.len(), review.rows[0].pointer.as_str()),
                (1, "/review_and_litigation")
            );
            assert_eq!(review.headers[0].by_column.len(), 15);
            assert_eq!(review.headers[0].over.len(), 4);
            let requests = &form.tables[1];
            assert_eq!(requests.headers[0].by_column.len(), 7);
            let groups = requests
                .labels
                .iter()
                .filter(|label| matches!(label.role, Role::Group(_)))
                .count();
            assert_eq!(groups, if form.edition == Edition::V2021 { 5 } else { 4 });
            let secret = requests
                .rows
                .iter()
                .find(|row| row.pointer.ends_with("/state_secret"))
                .expect("a row");
            assert!(secret.group.is_some() && secret.label.is_some());
        }
    }
}
