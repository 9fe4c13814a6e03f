//! The single values and equations of whole documents, and which of them belong to each definition.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Leaf, Op, Standard};

use super::definitions::leaf;
use crate::equations::{self, Equation, Equations, Guard, Term};
use crate::names::{pascal, snake};
use crate::nodes::{Node, nodes};
use crate::{CodegenError, lookup};

/// The table of one kind of document: the report of an edition, or an item of a list.
pub(super) struct DocumentTable<'a> {
    name: String,
    definition: &'a Definition,
    nodes: Vec<Node>,
    leaves: Vec<Leaf<'a>>,
    /// Single values of other editions that equations read in other documents.
    others: Vec<Leaf<'a>>,
    printed: BTreeSet<String>,
    equations: Vec<Equation>,
}

impl<'a> DocumentTable<'a> {
    /// One for each edition, and one for each object that stands in none of them, such as the items of lists.
    pub(super) fn all(standard: &'a Standard) -> Result<Vec<Self>, CodegenError> {
        let schema = &standard.schema;
        let equations = Equations::expand(standard)?;
        let mut tables = Vec::new();
        for edition in &schema.editions {
            let definition = lookup::report(schema, edition)?;
            let leaves = schema.leaves(definition);
            let equations = equations.of(&edition.code)?.to_vec();
            tables.push(Self {
                name: name(definition),
                definition,
                nodes: nodes(schema, &edition.code)?,
                others: others(standard, &leaves, &equations)?,
                printed: printed(standard, &edition.code, &leaves),
                leaves,
                equations,
            });
        }
        let editions = tables.len();
        for definition in &schema.definitions {
            let stands_in_a_report = tables[..editions]
                .iter()
                .any(|table| !table.places(definition).is_empty());
            if lookup::is_record(definition) && !stands_in_a_report {
                tables.push(Self {
                    name: name(definition),
                    definition,
                    nodes: Vec::new(),
                    leaves: schema.leaves(definition),
                    others: Vec::new(),
                    printed: BTreeSet::new(),
                    equations: Vec::new(),
                });
            }
        }
        Ok(tables)
    }

    /// Pointers of the places at which a definition stands.
    fn places(&self, definition: &Definition) -> Vec<&str> {
        let mut places = Vec::new();
        if self.definition.name == definition.name {
            places.push("");
        }
        for node in &self.nodes {
            if node.definition == definition.name {
                places.push(&node.pointer);
            }
        }
        places
    }

    /// The equations that lie wholly within a place.
    fn within(&self, place: &str) -> Vec<Equation> {
        equations::within(&self.equations, place)
    }

    /// Whether the form prints any number at or below a place.
    fn is_printed(&self, place: &str) -> bool {
        self.printed.iter().any(|leaf| is_at_or_below(leaf, place))
    }

    /// The leaves in the order of their indices: those of the document, then those of others.
    fn all_leaves(&self) -> impl Iterator<Item = &Leaf<'a>> {
        self.leaves.iter().chain(&self.others)
    }

    pub(super) fn render(&self) -> Result<String, CodegenError> {
        let (mut leaves, mut equations) = (String::new(), String::new());
        for each in self.all_leaves() {
            let line = leaf(each, self.printed.contains(&each.pointer));
            leaves.extend(["    ", &line, ",\n"]);
        }
        for equation in &self.equations {
            let line = self.equation(equation)?;
            equations.extend(["    ", &line, ",\n"]);
        }
        let name = &self.name;
        Ok(format!(
            "\ncrate::tables::tables! {{ {name} {{\n{leaves}}} {{\n{equations}}} }}\n"
        ))
    }

    /// `equation(Rule::ApplicantTotal, (34, 9), (&[here(1, 34), …], 0), Eq, &[here(1, 40)], None)`
    fn equation(&self, equation: &Equation) -> Result<String, CodegenError> {
        let op = match equation.op {
            Op::Eq => "Eq",
            Op::Le => "Le",
            Op::Ge => "Ge",
        };
        let guard = match &equation.guard {
            Some(Guard { pointer, present }) => {
                format!("Some(({}, {present}))", self.start(equation, pointer)?)
            }
            None => "None".to_owned(),
        };
        let (rule, constant) = (pascal(&equation.rule), equation.constant);
        let at = self.start(equation, &equation.at)?;
        let sum = self.terms(equation, &equation.sum)?;
        let to = self.terms(equation, &equation.to)?;
        Ok(format!(
            "equation(Rule::{rule}, {at}, (&[{sum}], {constant}), {op}, &[{to}], {guard})"
        ))
    }

    /// `here(1, 34), other(-1, Previous, 40)`
    fn terms(&self, equation: &Equation, terms: &[Term]) -> Result<String, CodegenError> {
        let mut all = Vec::new();
        for term in terms {
            let (document, pointer) = term.place();
            let found = self.all_leaves().position(|leaf| leaf.pointer == pointer);
            let index = found.ok_or_else(|| no_value(equation, pointer))?;
            let coefficient = term.coefficient;
            all.push(match document {
                None => format!("here({coefficient}, {index})"),
                Some("prev") => format!("other({coefficient}, Previous, {index})"),
                Some("children") => format!("other({coefficient}, Children, {index})"),
                Some(other) => {
                    let problem = format!("no other document is called `{other}`");
                    return Err(CodegenError::rule(&equation.rule, problem));
                }
            });
        }
        Ok(all.join(", "))
    }

    /// A place as the first leaf at or below it, and the length of its pointer: `(34, 9)`.
    fn start(&self, equation: &Equation, pointer: &str) -> Result<String, CodegenError> {
        let found = self
            .leaves
            .iter()
            .position(|leaf| is_at_or_below(&leaf.pointer, pointer));
        let first = found.ok_or_else(|| no_value(equation, pointer))?;
        Ok(format!("({first}, {})", pointer.len()))
    }
}

fn no_value(equation: &Equation, pointer: &str) -> CodegenError {
    let problem = format!("no single value at or below `{pointer}`");
    CodegenError::rule(&equation.rule, problem)
}

fn name(definition: &Definition) -> String {
    format!("{}_TABLES", snake(&definition.name).to_uppercase())
}

fn is_at_or_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The pointers of the numbers that the form of an edition prints. An edition may have no form yet.
fn printed(standard: &Standard, edition: &str, leaves: &[Leaf]) -> BTreeSet<String> {
    let mut printed = BTreeSet::new();
    let Some(form) = standard.form(edition) else {
        return printed;
    };
    for leaf in leaves {
        for table in &form.tables {
            let section = format!("/{}/", table.section);
            if leaf.is_number() && leaf.pointer.starts_with(&section) {
                printed.insert(leaf.pointer.clone());
            }
        }
    }
    printed
}

/// The values that equations read in other documents and that this edition does not have.
fn others<'a>(
    standard: &'a Standard,
    own: &[Leaf],
    equations: &[Equation],
) -> Result<Vec<Leaf<'a>>, CodegenError> {
    let mut read = BTreeSet::new();
    for term in equations.iter().flat_map(Equation::terms) {
        if let (Some(_), pointer) = term.place()
            && own.iter().all(|leaf| leaf.pointer != pointer)
        {
            read.insert(pointer);
        }
    }
    let mut others: Vec<Leaf> = Vec::new();
    for report in lookup::reports(&standard.schema)? {
        others.extend(standard.schema.leaves(report));
    }
    others.retain(|leaf| read.contains(leaf.pointer.as_str()));
    others.sort_by(|left, right| left.pointer.cmp(&right.pointer));
    others.dedup_by(|left, right| left.pointer == right.pointer);
    Ok(others)
}

/// The single values of a definition: a range of the leaves of a table, whose pointers begin with `depth` bytes that
/// lead to the definition.
pub(super) struct LeafRange {
    pub(super) table: String,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) depth: usize,
}

impl LeafRange {
    /// The range at one of the places where a definition stands, chosen so that it has all of its equations.
    ///
    /// # Errors
    /// Places of the definition have different equations, or only some of them are printed.
    pub(super) fn of(
        definition: &Definition,
        tables: &[DocumentTable],
    ) -> Result<Self, CodegenError> {
        let mut places = Vec::new();
        for table in tables {
            for place in table.places(definition) {
                places.push((table, place));
            }
        }
        let chosen = places
            .iter()
            .max_by_key(|(table, place)| table.within(place).len());
        let Some((table, place)) = chosen else {
            return Self::empty(definition, tables);
        };
        let all = table.within(place);
        for (other, elsewhere) in &places {
            let has_same_equations = other
                .within(elsewhere)
                .iter()
                .all(|equation| all.contains(equation));
            if !has_same_equations || other.is_printed(elsewhere) != table.is_printed(place) {
                let problem = format!(
                    "`{elsewhere}` is added up or printed in another way than `{place}`, and both are of this definition"
                );
                return Err(CodegenError::at_definition(definition, problem));
            }
        }
        let mut first = None;
        let mut count = 0;
        for (index, leaf) in table.leaves.iter().enumerate() {
            if is_at_or_below(&leaf.pointer, place) {
                first.get_or_insert(index);
                count += 1;
            }
        }
        Ok(Self {
            table: table.name.clone(),
            first: first.unwrap_or(0),
            count,
            depth: place.len(),
        })
    }

    /// The range of a definition without single values of its own: no leaf of any table.
    fn empty(definition: &Definition, tables: &[DocumentTable]) -> Result<Self, CodegenError> {
        let Some(table) = tables.first() else {
            let problem = "there is no edition whose table could hold its values";
            return Err(CodegenError::at_definition(definition, problem));
        };
        Ok(Self {
            table: table.name.clone(),
            first: 0,
            count: 0,
            depth: 0,
        })
    }
}
