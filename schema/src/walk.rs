//! Walks the schema: every single value of a definition, with its pointer and the properties that lead to it.

use crate::schema::{Definition, Property, Scalar, Schema, Shape, Type};

/// One step down: a property and the definition that has it.
pub type Step<'a> = (&'a Definition, &'a Property);

/// A single value within a definition. Lists are not walked: their items have no fixed place.
#[derive(Debug, Clone)]
pub struct Leaf<'a> {
    /// JSON Pointer from the definition, such as `/requests/new_received/total`.
    pub pointer: String,
    /// The properties that lead to it, outermost first; never empty.
    pub steps: Vec<Step<'a>>,
    /// The shape of the value; `None` for the edition.
    pub scalar: Option<&'a Scalar>,
}

impl<'a> Leaf<'a> {
    /// The property that holds the value.
    ///
    /// # Panics
    /// Never: a leaf has at least one step.
    #[must_use]
    pub fn property(&self) -> &'a Property {
        self.steps.last().map_or_else(
            || unreachable!("a leaf has a step"),
            |(_, property)| *property,
        )
    }

    /// Whether rules can add it up.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.scalar.is_some_and(Scalar::is_number)
    }

    /// The section of the report that it belongs to, `一` to `六`.
    #[must_use]
    pub fn section(&self) -> Option<&'a str> {
        self.steps
            .iter()
            .find_map(|(_, property)| property.section.as_deref())
    }

    /// The articles of the nearest step that has any.
    #[must_use]
    pub fn article(&self) -> &'a [String] {
        self.steps
            .iter()
            .rev()
            .map(|(_, property)| property.article.as_slice())
            .find(|list| !list.is_empty())
            .unwrap_or(&[])
    }
}

impl Schema {
    /// Every single value of a definition, in form order.
    #[must_use]
    pub fn leaves<'a>(&'a self, definition: &'a Definition) -> Vec<Leaf<'a>> {
        let mut leaves = Vec::new();
        self.collect(definition, "", &mut Vec::new(), &mut leaves);
        leaves
    }

    fn collect<'a>(
        &'a self,
        from: &'a Definition,
        at: &str,
        steps: &mut Vec<Step<'a>>,
        leaves: &mut Vec<Leaf<'a>>,
    ) {
        for property in from.properties() {
            let pointer = format!("{at}/{}", property.name);
            steps.push((from, property));
            match &property.ty {
                Type::Edition(_) => leaves.push(Leaf {
                    pointer,
                    steps: steps.clone(),
                    scalar: None,
                }),
                Type::Ref(name) => {
                    match self.definition(name).map(|target| (target, &target.shape)) {
                        Some((_, Shape::Scalar(scalar))) => {
                            leaves.push(Leaf {
                                pointer,
                                steps: steps.clone(),
                                scalar: Some(scalar),
                            });
                        }
                        Some((target, Shape::Record(_))) => {
                            self.collect(target, &pointer, steps, leaves);
                        }
                        None => {}
                    }
                }
                Type::List { .. } => {}
            }
            steps.pop();
        }
    }

    /// The properties along a JSON Pointer from a definition; `None` if the pointer leads nowhere.
    #[must_use]
    pub fn resolve<'a>(&'a self, from: &'a Definition, pointer: &str) -> Option<Vec<Step<'a>>> {
        let mut steps: Vec<Step<'a>> = Vec::new();
        let mut at = Some(from);
        for name in pointer.split('/').skip(1) {
            let definition = at?;
            let property = definition.property(name)?;
            steps.push((definition, property));
            at = match &property.ty {
                Type::Ref(target) => self.definition(target),
                Type::List { .. } | Type::Edition(_) => None,
            };
        }
        Some(steps)
    }

    /// The definition of the value at a JSON Pointer from a definition.
    #[must_use]
    pub fn definition_at<'a>(
        &'a self,
        from: &'a Definition,
        pointer: &str,
    ) -> Option<&'a Definition> {
        match self.resolve(from, pointer)?.last() {
            None => Some(from),
            Some((_, property)) => match &property.ty {
                Type::Ref(name) => self.definition(name),
                Type::List { .. } | Type::Edition(_) => None,
            },
        }
    }
}
