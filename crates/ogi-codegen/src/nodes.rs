//! The places of a report, and the patterns that rules name them with.

use ogi_schema::{Scalar, Schema, Shape, Type};

use crate::CodegenError;

/// An object or a number of a report.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) pointer: String,
    pub(crate) definition: String,
    pub(crate) is_number: bool,
    pub(crate) instead_of: Vec<String>,
}

/// Every object and number of an edition's report, in form order, each object before what it holds.
pub(crate) fn nodes(schema: &Schema, edition: &str) -> Result<Vec<Node>, CodegenError> {
    let unknown = || CodegenError::Edition {
        edition: edition.to_owned(),
    };
    let report = &schema.edition(edition).ok_or_else(unknown)?.report;
    let mut nodes = Vec::new();
    collect(schema, report, "", &mut nodes);
    Ok(nodes)
}

fn collect(schema: &Schema, definition: &str, at: &str, nodes: &mut Vec<Node>) {
    for property in schema
        .definition(definition)
        .map_or(&[][..], |found| found.properties())
    {
        let Type::Ref(target) = &property.ty else {
            continue;
        };
        let shape = schema.definition(target).map(|found| &found.shape);
        let is_number = matches!(shape, Some(Shape::Scalar(scalar)) if Scalar::is_number(scalar));
        let is_object = matches!(shape, Some(Shape::Record(_)));
        if !is_number && !is_object {
            continue;
        }
        let pointer = format!("{at}/{}", property.name);
        let instead_of = property.instead_of.clone();
        nodes.push(Node {
            pointer: pointer.clone(),
            definition: target.clone(),
            is_number,
            instead_of,
        });
        if is_object {
            collect(schema, target, &pointer, nodes);
        }
    }
}

/// `/a/*`, `/a/**`, `/a/**:Definition`: a pointer with wildcards, and optionally the definition of what it leads to.
pub(crate) struct Pattern<'a> {
    segments: Vec<&'a str>,
    definition: Option<&'a str>,
}

impl<'a> Pattern<'a> {
    pub(crate) fn new(pattern: &'a str) -> Self {
        let (path, definition) = pattern
            .split_once(':')
            .map_or((pattern, None), |(path, name)| (path, Some(name)));
        Self {
            segments: path.split('/').skip(1).collect(),
            definition,
        }
    }

    /// The pointers of all numbers that match.
    pub(crate) fn numbers(&self, nodes: &[Node]) -> impl Iterator<Item = String> + use<> {
        let found: Vec<_> = self
            .matching(nodes)
            .filter(|node| node.is_number)
            .map(|node| node.pointer.clone())
            .collect();
        found.into_iter()
    }

    /// The pointers of all places that match; only numbers where the pattern ends in `**` and names no definition.
    pub(crate) fn places(&self, nodes: &[Node]) -> Vec<String> {
        let only_numbers = self.definition.is_none() && self.segments.last() == Some(&"**");
        self.matching(nodes)
            .filter(|node| node.is_number || !only_numbers)
            .map(|node| node.pointer.clone())
            .collect()
    }

    fn matching<'n>(&self, nodes: &'n [Node]) -> impl Iterator<Item = &'n Node> {
        nodes.iter().filter(|node| {
            let names: Vec<&str> = node.pointer.split('/').skip(1).collect();
            fits(&self.segments, &names)
                && self.definition.is_none_or(|name| name == node.definition)
        })
    }
}

fn fits(pattern: &[&str], names: &[&str]) -> bool {
    match (pattern.split_first(), names.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            fits(rest, names)
                || names
                    .split_first()
                    .is_some_and(|(_, below)| fits(pattern, below))
        }
        (Some((&"*", rest)), Some((_, below))) => fits(rest, below),
        (Some((segment, rest)), Some((name, below))) => segment == name && fits(rest, below),
        _ => false,
    }
}
