//! The linear rules of an edition as sums over slots, to accept a report that violates none.

use std::collections::{BTreeMap, BTreeSet};

use ogi_schema::{Definition, Leaf, Op, Scalar, Schema, Standard};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::scan::{function, whole};
use super::slots::slots;
use crate::equations::{Equation, Equations, Guard, Term};
use crate::names::{edition_variant, ident, pascal, snake};
use crate::{CodegenError, lookup};

pub(super) fn render(standard: &Standard) -> Result<TokenStream, CodegenError> {
    let schema = &standard.schema;
    let all = Equations::expand(standard)?;
    let (mut variants, mut functions, mut items) = (Vec::new(), Vec::new(), Vec::new());
    for edition in &schema.editions {
        let report = lookup::report(schema, edition)?;
        let sums = Sums {
            schema,
            report,
            leaves: schema.leaves(report),
        };
        variants.push(edition_variant(&edition.report));
        functions.push(function(&edition.report));
        items.push(sums.function(all.of(&edition.code)?)?);
    }
    Ok(quote! {
        use super::records::Edition;
        use super::rules::RuleId as Rule;
        use crate::outcomes::Outcomes;
        use crate::scan::{is_absent, is_stated};

        /// Whether no linear rule is violated by a report, and if so what becomes of each; `BLANKS` is whether any
        /// number is null.
        pub(crate) fn sums<const BLANKS: bool>(edition: Edition, slots: &[i64], outcomes: &mut Outcomes) -> bool {
            match edition {
                #(Edition::#variants => {
                    slots.first_chunk().is_some_and(|slots| #functions::<BLANKS>(slots, outcomes))
                })*
            }
        }

        #(#items)*
    })
}

/// The reports of one edition.
struct Sums<'a> {
    schema: &'a Schema,
    report: &'a Definition,
    leaves: Vec<Leaf<'a>>,
}

impl Sums<'_> {
    /// ```text
    /// fn report2021(s, outcomes) -> bool {
    ///     *outcomes = REPORT2021;
    ///     let mut holds = true;
    ///     for i in 0..20 { holds &= s[34 + 7 * i] + … == s[40 + 7 * i]; }
    ///     …
    ///     holds
    /// }
    /// ```
    fn function(&self, equations: &[Equation]) -> Result<TokenStream, CodegenError> {
        let (own, not_given) = split(equations)?;
        let not_given = not_given.into_iter().map(rule);
        let mut steps = Vec::new();
        for run in self.runs(&own)? {
            steps.push(self.step(&run)?);
        }
        let always = own.iter().filter(|equation| self.is_certain(equation));
        let always = counts(always.copied());
        let function = function(&self.report.name);
        let count = Literal::usize_unsuffixed(slots(self.schema, self.report)?);
        let table: Ident = format_ident!("{}", snake(&self.report.name).to_uppercase());
        Ok(quote! {
            /// What becomes of the equations that always apply.
            const #table: Outcomes = Outcomes::new(&[#(#always),*], &[#(#not_given),*]);

            fn #function<const BLANKS: bool>(s: &[i64; #count], outcomes: &mut Outcomes) -> bool {
                *outcomes = #table;
                let mut holds = true;
                #(#steps)*
                holds
            }
        })
    }

    /// Whether an equation applies to every report that leaves nothing blank.
    fn is_certain(&self, equation: &Equation) -> bool {
        equation.guard.is_none() && self.doubtful(equation).is_empty()
    }

    /// Operands that may be absent where the equation applies.
    fn doubtful<'e>(&self, equation: &'e Equation) -> Vec<&'e str> {
        let mut doubtful = Vec::new();
        for term in equation.terms() {
            let operand = term.operand.as_str();
            let leaf = self.leaves.iter().find(|leaf| leaf.pointer == operand);
            let is_required =
                leaf.is_some_and(|leaf| leaf.steps.iter().all(|(_, property)| property.required));
            // Below an optional object that the guard found, values are there with it.
            let is_guarded = match &equation.guard {
                Some(guard) => guard.present && operand.starts_with(&below(guard)),
                None => false,
            };
            if !is_required && !is_guarded {
                doubtful.push(operand);
            }
        }
        doubtful
    }

    /// Equations in their order; a run holds those that differ only in a shift of all their operands.
    fn runs<'e>(&self, equations: &[&'e Equation]) -> Result<Vec<Run<'e>>, CodegenError> {
        let mut runs: Vec<Run<'e>> = Vec::new();
        let mut previous = None;
        for equation in equations {
            let shift = match previous {
                Some(previous) => self.shift(previous, equation)?,
                None => None,
            };
            previous = Some(*equation);
            match (runs.last_mut(), shift) {
                (Some(run), Some(shift)) if run.count == 1 || run.stride == shift => {
                    (run.stride, run.count) = (shift, run.count + 1);
                }
                _ => runs.push(Run {
                    first: equation,
                    stride: 0,
                    count: 1,
                }),
            }
        }
        Ok(runs)
    }

    /// By how many slots every operand of `other` stands behind that of `one`; `None` if the equations differ
    /// otherwise, or the operands are shifted by different amounts.
    fn shift(&self, one: &Equation, other: &Equation) -> Result<Option<usize>, CodegenError> {
        let (from, to) = (self.operand_slots(one)?, self.operand_slots(other)?);
        if !self.are_alike(one, other) {
            return Ok(None);
        }
        let mut common = None;
        for (from, to) in from.iter().zip(&to) {
            let Some(shift) = to.checked_sub(*from) else {
                return Ok(None);
            };
            if shift == 0 || *common.get_or_insert(shift) != shift {
                return Ok(None);
            }
        }
        Ok(common)
    }

    fn operand_slots(&self, equation: &Equation) -> Result<Vec<usize>, CodegenError> {
        let mut slots = Vec::new();
        for term in equation.terms() {
            slots.push(self.slot(equation, &term.operand)?);
        }
        Ok(slots)
    }

    /// Whether two equations differ in nothing but which slots they read.
    fn are_alike(&self, one: &Equation, other: &Equation) -> bool {
        one.rule == other.rule
            && one.op == other.op
            && one.constant == other.constant
            && one.guard == other.guard
            && coefficients(&one.sum) == coefficients(&other.sum)
            && coefficients(&one.to) == coefficients(&other.to)
            && self.doubts(one) == self.doubts(other)
    }

    /// Of each operand, whether it may be absent.
    fn doubts(&self, equation: &Equation) -> Vec<bool> {
        let doubtful = self.doubtful(equation);
        let mut doubts = Vec::new();
        for term in equation.terms() {
            doubts.push(doubtful.contains(&term.operand.as_str()));
        }
        doubts
    }

    fn step(&self, run: &Run<'_>) -> Result<TokenStream, CodegenError> {
        let equation = run.first;
        let op = match equation.op {
            Op::Eq => quote!(==),
            Op::Le => quote!(<=),
            Op::Ge => quote!(>=),
        };
        let computed = self.side(run, &equation.sum, equation.constant)?;
        let stated = self.side(run, &equation.to, 0)?;
        let check = quote!(#computed #op #stated);
        let rule = rule(&equation.rule);
        let mut all = Vec::new();
        for term in equation.terms() {
            all.push(self.value(run, &term.operand)?);
        }
        if self.is_certain(equation) {
            return Ok(run.repeated(quote! {
                if BLANKS && (#(!is_stated(#all))||*) {
                    outcomes.withdraw(#rule);
                } else {
                    holds &= #check;
                }
            }));
        }
        let mut doubtful = Vec::new();
        for operand in self.doubtful(equation) {
            doubtful.push(self.value(run, operand)?);
        }
        let certain = if doubtful.is_empty() {
            quote!(true)
        } else {
            quote!(#(is_stated(#doubtful))&&*)
        };
        let counted = run.repeated(quote! {
            let stated = if BLANKS { #(is_stated(#all))&&* } else { #certain };
            holds &= !stated || #check;
            outcomes.count(#rule, stated);
        });
        Ok(match &equation.guard {
            None => quote!({ #counted }),
            Some(guard) => {
                let applies = self.applies(equation, guard)?;
                quote!(if #applies { #counted })
            }
        })
    }

    fn applies(&self, equation: &Equation, guard: &Guard) -> Result<TokenStream, CodegenError> {
        let below = below(guard);
        let first = self
            .leaves
            .iter()
            .find(|leaf| leaf.pointer.starts_with(&below));
        let Some(first) = first else {
            let problem = format!(
                "`{}` holds no single value to tell whether it is there",
                guard.pointer
            );
            return Err(CodegenError::rule(&equation.rule, problem));
        };
        let slot = Literal::usize_unsuffixed(self.slot(equation, &first.pointer)?);
        Ok(if guard.present {
            quote!(!is_absent(s[#slot]))
        } else {
            quote!(is_absent(s[#slot]))
        })
    }

    fn side(
        &self,
        run: &Run<'_>,
        terms: &[Term],
        constant: i64,
    ) -> Result<TokenStream, CodegenError> {
        let mut sum = TokenStream::new();
        for term in terms {
            let value = self.value(run, &term.operand)?;
            sum.extend(match (term.coefficient < 0, sum.is_empty()) {
                (true, _) => quote!(- #value),
                (false, true) => value,
                (false, false) => quote!(+ #value),
            });
        }
        let added = whole(constant)?;
        Ok(match (terms, constant) {
            ([], _) => added,
            (_, 0) => sum,
            _ => quote!(#sum + #added),
        })
    }

    /// The value of an operand of the first equation of a run; `i` leads to that of the others.
    fn value(&self, run: &Run<'_>, pointer: &str) -> Result<TokenStream, CodegenError> {
        let slot = Literal::usize_unsuffixed(self.slot(run.first, pointer)?);
        let stride = Literal::usize_unsuffixed(run.stride);
        Ok(match (run.count, run.stride) {
            (1, _) => quote!(s[#slot]),
            (_, 1) => quote!(s[#slot + i]),
            _ => quote!(s[#slot + #stride * i]),
        })
    }

    fn slot(&self, equation: &Equation, pointer: &str) -> Result<usize, CodegenError> {
        let found = self.leaves.iter().position(|leaf| {
            leaf.pointer == pointer && matches!(leaf.scalar, Some(Scalar::Integer { .. }))
        });
        found.ok_or_else(|| {
            let problem = format!(
                "`{pointer}` is not a whole number of the report: sums of amounts need work in rust/sums.rs"
            );
            CodegenError::rule(&equation.rule, problem)
        })
    }
}

/// How pointers below the object of a guard begin.
fn below(guard: &Guard) -> String {
    format!("{}/", guard.pointer)
}

/// Splits the equations of an edition: those of rules that read this report alone, and the rules that read other
/// documents, which are never given here.
fn split(equations: &[Equation]) -> Result<(Vec<&Equation>, BTreeSet<&str>), CodegenError> {
    let (others, mut own): (Vec<_>, Vec<_>) = equations
        .iter()
        .partition(|equation| equation.reads_others());
    let not_given: BTreeSet<&str> = others
        .iter()
        .map(|equation| equation.rule.as_str())
        .collect();
    for equation in &own {
        if not_given.contains(equation.rule.as_str()) {
            let problem = "some of its equations read other documents, and some do not";
            return Err(CodegenError::rule(&equation.rule, problem));
        }
    }
    // Equations under the same condition stand together, so that the condition is tested once.
    own.sort_by_cached_key(|equation| (equation.rule.clone(), condition(equation)));
    Ok((own, not_given))
}

fn condition(equation: &Equation) -> Option<(String, bool)> {
    let guard = equation.guard.as_ref()?;
    Some((guard.pointer.clone(), guard.present))
}

fn coefficients(terms: &[Term]) -> Vec<i8> {
    terms.iter().map(|term| term.coefficient).collect()
}

/// Consecutive equations, each of which reads the values that stand `stride` slots behind those of the one before.
struct Run<'e> {
    first: &'e Equation,
    stride: usize,
    count: usize,
}

impl Run<'_> {
    /// A step for each equation of the run.
    fn repeated(&self, step: TokenStream) -> TokenStream {
        let count = Literal::usize_unsuffixed(self.count);
        if self.count == 1 {
            step
        } else {
            quote!(for i in 0..#count { #step })
        }
    }
}

fn rule(id: &str) -> TokenStream {
    let variant = ident(&pascal(id));
    quote!(Rule::#variant)
}

/// `(Rule::ReviewTotal, 3)` for each rule.
fn counts<'e>(equations: impl Iterator<Item = &'e Equation>) -> Vec<TokenStream> {
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for equation in equations {
        *by_rule.entry(&equation.rule).or_default() += 1;
    }
    let mut counts = Vec::new();
    for (id, count) in by_rule {
        let (rule, count) = (rule(id), Literal::usize_unsuffixed(count));
        counts.push(quote!((#rule, #count)));
    }
    counts
}
