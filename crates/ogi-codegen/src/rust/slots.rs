//! How the values of a definition are laid out in slots, 64 bits each, for the fast way of reading.

use ogi_schema::{Definition, Property, Schema, Type};

use crate::{CodegenError, lookup};

/// How many slots a property takes among the leaves: one a single value. Properties of [`extras`] take none.
pub(super) fn width(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<usize, CodegenError> {
    match (&property.ty, lookup::target(schema, owner, property)?) {
        (Type::List { .. }, _) => Ok(0),
        (Type::Ref(_), Some(target)) if lookup::is_record(target) => {
            Ok(schema.leaves(target).len())
        }
        (Type::Ref(_) | Type::Edition(_), _) => Ok(1),
    }
}

/// Properties that leave no trace among the leaves: lists, and optional objects that may be empty.
pub(super) fn extras<'a>(
    schema: &Schema,
    definition: &'a Definition,
) -> Result<Vec<&'a Property>, CodegenError> {
    let mut extras = Vec::new();
    for property in definition.properties() {
        let target = lookup::target(schema, definition, property)?;
        let needs_slot = match (&property.ty, target) {
            (Type::List { .. }, _) => true,
            (Type::Ref(_), Some(target)) => !property.required && may_be_empty(schema, target),
            (Type::Ref(_) | Type::Edition(_), _) => false,
        };
        if needs_slot {
            extras.push(property);
        }
    }
    Ok(extras)
}

fn may_be_empty(schema: &Schema, definition: &Definition) -> bool {
    lookup::is_record(definition) && first_required(schema, definition).is_none()
}

/// The index of the first single value that every object of a definition has.
pub(super) fn first_required(schema: &Schema, definition: &Definition) -> Option<usize> {
    schema
        .leaves(definition)
        .iter()
        .position(|leaf| leaf.steps.iter().all(|(_, property)| property.required))
}

/// The slots of a definition: its leaves, then its extras.
pub(super) fn slots(schema: &Schema, definition: &Definition) -> Result<usize, CodegenError> {
    Ok(schema.leaves(definition).len() + extras(schema, definition)?.len())
}
