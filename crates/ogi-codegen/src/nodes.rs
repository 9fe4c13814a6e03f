//! The objects and numbers of a report, and the patterns that rules name them with.

use ogi_schema::{Definition, Scalar, Schema, Type};

use crate::{CodegenError, lookup};

/// An object or a number of a report.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// JSON Pointer from the report.
    pub(crate) pointer: String,
    /// Name of the definition of the value.
    pub(crate) definition: String,
    pub(crate) is_number: bool,
    /// Sibling rows that the form may print this one instead of.
    pub(crate) instead_of: Vec<String>,
}

/// Every object and number of an edition's report in form order, each object before its members.
pub(crate) fn nodes(schema: &Schema, edition: &str) -> Result<Vec<Node>, CodegenError> {
    let edition = lookup::edition(schema, edition)?;
    let mut nodes = Vec::new();
    collect(schema, lookup::report(schema, edition)?, "", &mut nodes)?;
    Ok(nodes)
}

fn collect(
    schema: &Schema,
    owner: &Definition,
    at: &str,
    nodes: &mut Vec<Node>,
) -> Result<(), CodegenError> {
    for property in owner.properties() {
        // Items of lists have no fixed place, and the edition is neither an object nor a number.
        let (Type::Ref(_), Some(target)) = (&property.ty, lookup::target(schema, owner, property)?)
        else {
            continue;
        };
        let is_number = target.scalar().is_some_and(Scalar::is_number);
        if !is_number && !lookup::is_record(target) {
            continue;
        }
        let pointer = format!("{at}/{}", property.name);
        nodes.push(Node {
            pointer: pointer.clone(),
            definition: target.name.clone(),
            is_number,
            instead_of: property.instead_of.clone(),
        });
        collect(schema, target, &pointer, nodes)?;
    }
    Ok(())
}

/// A JSON Pointer with wildcards: `/a/*`, `/a/**`, or `/a/**:Definition` for values of one definition only.
pub(crate) struct Pattern<'a> {
    segments: Vec<&'a str>,
    definition: Option<&'a str>,
}

impl<'a> Pattern<'a> {
    pub(crate) fn new(pattern: &'a str) -> Self {
        let (path, definition) = match pattern.split_once(':') {
            Some((path, name)) => (path, Some(name)),
            None => (pattern, None),
        };
        Self {
            segments: path.split('/').skip(1).collect(),
            definition,
        }
    }

    /// The pointers of all numbers that match.
    pub(crate) fn numbers(&self, nodes: &[Node]) -> Vec<String> {
        let mut found = Vec::new();
        for node in nodes {
            if node.is_number && self.matches(node) {
                found.push(node.pointer.clone());
            }
        }
        found
    }

    /// The pointers of all nodes that match; only numbers where the pattern ends in `**` and names no definition.
    pub(crate) fn places(&self, nodes: &[Node]) -> Vec<String> {
        if self.definition.is_none() && self.segments.last() == Some(&"**") {
            return self.numbers(nodes);
        }
        let mut found = Vec::new();
        for node in nodes {
            if self.matches(node) {
                found.push(node.pointer.clone());
            }
        }
        found
    }

    fn matches(&self, node: &Node) -> bool {
        let names: Vec<&str> = node.pointer.split('/').skip(1).collect();
        let is_of_definition = match self.definition {
            Some(name) => name == node.definition,
            None => true,
        };
        is_of_definition && fits(&self.segments, &names)
    }
}

/// Whether the segments of a pattern match the names of a pointer; `*` stands for one name, `**` for any number.
fn fits(pattern: &[&str], names: &[&str]) -> bool {
    match (pattern, names) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            let stands_for_none = fits(rest, names);
            stands_for_none || matches!(names, [_, below @ ..] if fits(pattern, below))
        }
        (["*", rest @ ..], [_, below @ ..]) => fits(rest, below),
        ([segment, rest @ ..], [name, below @ ..]) => segment == name && fits(rest, below),
        _ => false,
    }
}
