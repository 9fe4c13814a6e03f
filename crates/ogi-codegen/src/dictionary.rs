//! The data dictionary: every number cell of a printed form, where it stands, its labels and the rules that read it.

mod csv;
mod html;
pub(crate) mod markdown;

use std::collections::{BTreeMap, BTreeSet};

use ogi_schema::{CellContent, Check, Code, Form, FormRow, FormTable, Leaf, Rule, Standard};

use crate::equations::{Equation, Equations};
use crate::{Artifact, CodegenError, lookup};

/// The data dictionary of one form.
pub(crate) struct FormDictionary<'a> {
    pub(crate) form: &'a Form,
    /// The tables in the order they are printed.
    pub(crate) tables: Vec<DictionaryTable<'a>>,
}

/// One printed table.
pub(crate) struct DictionaryTable<'a> {
    /// Its heading.
    pub(crate) label: &'a str,
    /// The same in English.
    pub(crate) label_en: &'a str,
    pub(crate) entries: Vec<DictionaryEntry<'a>>,
}

/// One number cell of a printed table.
pub(crate) struct DictionaryEntry<'a> {
    /// Row of the printed table from 1, heads included; `None` where the row is printed instead of others.
    pub(crate) row: Option<u32>,
    /// Column of the printed table from 1, heads included.
    pub(crate) column: u32,
    /// Chinese labels below the heading of the table, outermost first.
    pub(crate) labels: Vec<&'a str>,
    /// The same in English.
    pub(crate) labels_en: Vec<&'a str>,
    pub(crate) unit: Option<&'a Code>,
    pub(crate) articles: &'a [String],
    pub(crate) pointer: String,
    /// Ids of the rules that read the cell, sorted.
    pub(crate) rules: BTreeSet<&'a str>,
}

/// The data dictionary of every form as `dictionary.csv`, `dictionary.html` and `dictionary.md`.
pub(crate) fn artifacts(standard: &Standard) -> Result<Vec<Artifact>, CodegenError> {
    let equations = Equations::expand(standard)?;
    let mut forms = Vec::new();
    for form in &standard.forms {
        forms.push(FormDictionary::new(standard, form, &equations)?);
    }
    let files = [
        ("csv", csv::text(&forms)),
        ("html", html::page(standard, &forms)),
        ("md", markdown::page(standard, &forms)),
    ];
    let artifact = |(extension, text)| Artifact {
        path: format!("dictionary.{extension}"),
        text,
    };
    Ok(files.map(artifact).into())
}

impl<'a> FormDictionary<'a> {
    pub(crate) fn new(
        standard: &'a Standard,
        form: &'a Form,
        equations: &Equations,
    ) -> Result<Self, CodegenError> {
        let report = form.report(&standard.schema);
        let mut source = Source {
            standard,
            form,
            leaves: BTreeMap::new(),
            rules: rules(standard, form, equations.of(&form.edition)?),
        };
        for leaf in standard.schema.leaves(report) {
            source.leaves.insert(leaf.pointer.clone(), leaf);
        }
        let mut tables = Vec::new();
        for table in &form.tables {
            tables.push(source.table(table)?);
        }
        Ok(Self { form, tables })
    }
}

/// What the entries of a form are made from.
struct Source<'a, 'e> {
    standard: &'a Standard,
    form: &'a Form,
    leaves: BTreeMap<String, Leaf<'a>>,
    rules: Vec<ReadCells<'a, 'e>>,
}

/// A rule of the form's edition with the cells that its equations add up, in this report or another.
struct ReadCells<'a, 'e> {
    rule: &'a Rule,
    cells: BTreeSet<&'e str>,
}

fn rules<'a, 'e>(
    standard: &'a Standard,
    form: &Form,
    equations: &'e [Equation],
) -> Vec<ReadCells<'a, 'e>> {
    let mut rules = Vec::new();
    for rule in &standard.rules {
        if !rule.editions.contains(&form.edition) {
            continue;
        }
        let mut cells = BTreeSet::new();
        for equation in equations {
            if equation.rule == rule.id {
                cells.extend(equation.terms().map(|term| term.place().1));
            }
        }
        rules.push(ReadCells { rule, cells });
    }
    rules
}

impl<'a> Source<'a, '_> {
    fn table(&self, table: &'a FormTable) -> Result<DictionaryTable<'a>, CodegenError> {
        let schema = &self.standard.schema;
        let Some(section) = self.form.report(schema).property(&table.section) else {
            let place = format!("schema/forms/{}.json", self.form.edition);
            let problem = format!("no section `{}`", table.section);
            return Err(CodegenError::at(place, problem));
        };
        let mut entries = Vec::new();
        self.add_entries(&table.rows, true, &mut entries)?;
        for variant in &table.variants {
            self.add_entries(&variant.rows, false, &mut entries)?;
        }
        Ok(DictionaryTable {
            label: &section.label,
            label_en: &section.label_en,
            entries,
        })
    }

    fn add_entries(
        &self,
        rows: &'a [FormRow],
        is_printed: bool,
        entries: &mut Vec<DictionaryEntry<'a>>,
    ) -> Result<(), CodegenError> {
        for cell in self.form.place(&self.standard.schema, rows) {
            let CellContent::Value { pointer } = &cell.content else {
                continue;
            };
            let Some(leaf) = self.leaves.get(pointer) else {
                let place = format!("schema/forms/{}.json", self.form.edition);
                let problem = format!("`{pointer}` is not a single value of the report");
                return Err(CodegenError::at(place, problem));
            };
            let mut entry = self.entry(leaf)?;
            entry.row = is_printed.then_some(cell.row + 1);
            entry.column = cell.column + 1;
            entries.push(entry);
        }
        Ok(())
    }

    /// The entry of a single value; where it stands on the form is for the caller to fill in.
    fn entry(&self, leaf: &Leaf<'a>) -> Result<DictionaryEntry<'a>, CodegenError> {
        let (mut labels, mut labels_en) = (Vec::new(), Vec::new());
        // The first step is the section, whose label is the heading of the table.
        for (_, property) in leaf.steps.iter().skip(1) {
            labels.push(property.label.as_str());
            labels_en.push(property.label_en.as_str());
        }
        let mut rules = BTreeSet::new();
        for read in &self.rules {
            if read.cells.contains(leaf.pointer.as_str()) || reads(&read.rule.check, leaf) {
                rules.insert(read.rule.id.as_str());
            }
        }
        let unit = match &leaf.property().unit {
            Some(code) => Some(lookup::code(self.standard, "unit", code, &leaf.pointer)?),
            None => None,
        };
        Ok(DictionaryEntry {
            row: None,
            column: 0,
            labels,
            labels_en,
            unit,
            articles: leaf.article(),
            pointer: leaf.pointer.clone(),
            rules,
        })
    }
}

/// Whether a rule without equations reads a single value.
fn reads(check: &Check, leaf: &Leaf) -> bool {
    match check {
        Check::Linear(_) => false,
        Check::Native { reads } => reads.iter().any(|place| is_within(&leaf.pointer, place)),
        Check::Schema { definitions, .. } => match leaf.property().ty.target() {
            Some(name) => definitions.iter().any(|known| known == name),
            None => false,
        },
    }
}

fn is_within(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What stands for the row of a cell that is printed instead of others.
const VARIANT: &str = "变体 variant";
