//! The linear rules of an edition as sums over slots, for reports that violate none.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Op, Scalar, Schema, Standard};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::scan::slots;
use crate::CodegenError;
use crate::equations::{self, Equation, Guard, Term};
use crate::names::{edition_variant, ident, pascal, snake};

pub(super) fn render(standard: &Standard) -> Result<TokenStream, CodegenError> {
    let all = equations::by_edition(standard)?;
    let editions: Vec<_> = standard.schema.editions.iter().collect();
    let variants = editions
        .iter()
        .map(|edition| edition_variant(&edition.report));
    let functions = editions.iter().map(|edition| function(&edition.report));
    let mut items = Vec::new();
    for edition in &editions {
        let report = standard.schema.definition(&edition.report);
        let equations = all
            .get(edition.code.as_str())
            .map_or(&[][..], Vec::as_slice);
        items.push(report.map_or(Ok(TokenStream::new()), |report| {
            let sums = Sums {
                schema: &standard.schema,
                report,
            };
            sums.function(equations)
        })?);
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

fn function(report: &str) -> Ident {
    ident(&snake(report))
}

struct Sums<'a> {
    schema: &'a Schema,
    report: &'a Definition,
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
        let function = function(&self.report.name);
        let count = Literal::usize_unsuffixed(slots(self.schema, self.report));
        let (others, mut own): (Vec<_>, Vec<_>) = equations
            .iter()
            .partition(|equation| reads_others(equation));
        // What applies together stands together.
        let condition = |equation: &Equation| {
            equation
                .guard
                .as_ref()
                .map(|guard| (guard.pointer.clone(), guard.present))
        };
        own.sort_by_cached_key(|equation| (equation.rule.clone(), condition(equation)));
        let not_given: BTreeSet<&str> = others
            .iter()
            .map(|equation| equation.rule.as_str())
            .collect();
        if let Some(both) = own
            .iter()
            .find(|equation| not_given.contains(equation.rule.as_str()))
        {
            let problem = "some of its equations read other documents, and some do not".to_owned();
            return Err(CodegenError::Rule {
                rule: both.rule.clone(),
                problem,
            });
        }
        let not_given = not_given.into_iter().map(rule);
        let runs = self.runs(&own)?;
        let steps = runs
            .iter()
            .map(|run| self.step(run))
            .collect::<Result<Vec<_>, _>>()?;
        let always: Vec<_> = own
            .iter()
            .filter(|equation| self.is_certain(equation))
            .collect();
        let always = counts(&always);
        let table = format_ident!("{}", snake(&self.report.name).to_uppercase());
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
        equation.guard.is_none() && self.doubtful(equation).next().is_none()
    }

    /// Operands that may be absent where the equation applies.
    fn doubtful<'e>(&self, equation: &'e Equation) -> impl Iterator<Item = &'e str> {
        let leaves = self.schema.leaves(self.report);
        let present = equation
            .guard
            .as_ref()
            .filter(|guard| guard.present)
            .map(|guard| format!("{}/", guard.pointer));
        equation
            .terms()
            .map(|term| term.operand.as_str())
            .filter(move |operand| {
                let leaf = leaves.iter().find(|leaf| leaf.pointer == *operand);
                let required = leaf
                    .is_some_and(|leaf| leaf.steps.iter().all(|(_, property)| property.required));
                !required
                    && !present
                        .as_ref()
                        .is_some_and(|object| operand.starts_with(object.as_str()))
            })
    }

    /// Equations in their order, those that differ only in a shift of all their operands as one run.
    fn runs<'e>(&self, equations: &[&'e Equation]) -> Result<Vec<Run<'e>>, CodegenError> {
        let mut runs: Vec<Run<'e>> = Vec::new();
        let mut previous = None;
        for equation in equations {
            let shift = previous.map_or(Ok(None), |previous| self.shift(previous, equation))?;
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

    /// By how many slots every operand of an equation stands behind that of another one, if they are alike otherwise.
    fn shift(&self, one: &Equation, other: &Equation) -> Result<Option<usize>, CodegenError> {
        let shape = |equation: &Equation| {
            let coefficients = |terms: &[Term]| {
                terms
                    .iter()
                    .map(|term| term.coefficient)
                    .collect::<Vec<_>>()
            };
            let doubtful: Vec<_> = self.doubtful(equation).map(str::to_owned).collect();
            let is_doubtful = |term: &Term| doubtful.contains(&term.operand);
            let doubts: Vec<_> = equation.terms().map(is_doubtful).collect();
            (
                coefficients(&equation.sum),
                coefficients(&equation.to),
                doubts,
            )
        };
        let alike = one.rule == other.rule
            && one.op == other.op
            && one.constant == other.constant
            && one.guard == other.guard
            && shape(one) == shape(other);
        let slots = |equation: &Equation| {
            equation
                .terms()
                .map(|term| self.slot(equation, &term.operand))
                .collect::<Result<Vec<_>, _>>()
        };
        let (from, to) = (slots(one)?, slots(other)?);
        let mut shifts = from.iter().zip(&to).map(|(from, to)| to.checked_sub(*from));
        let first = shifts.next().flatten().filter(|shift| alike && *shift > 0);
        Ok(first.filter(|first| shifts.all(|shift| shift == Some(*first))))
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
        let all = equation
            .terms()
            .map(|term| self.value(run, &term.operand))
            .collect::<Result<Vec<_>, _>>()?;
        if self.is_certain(equation) {
            return Ok(run.repeated(quote! {
                if BLANKS && (#(!is_stated(#all))||*) {
                    outcomes.withdraw(#rule);
                } else {
                    holds &= #check;
                }
            }));
        }
        let doubtful = self
            .doubtful(equation)
            .map(|operand| self.value(run, operand));
        let doubtful = doubtful.collect::<Result<Vec<_>, _>>()?;
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
        let below = format!("{}/", guard.pointer);
        let leaves = self.schema.leaves(self.report);
        let first = leaves.iter().find(|leaf| leaf.pointer.starts_with(&below));
        let slot =
            Literal::usize_unsuffixed(self.slot(equation, first.map_or("", |leaf| &leaf.pointer))?);
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
        let constant = super::scan::whole(constant);
        Ok(if terms.is_empty() {
            constant
        } else if constant.to_string() == "0" {
            sum
        } else {
            quote!(#sum + #constant)
        })
    }

    /// The value of an operand of the first equation of a run, where the others have their own.
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
        let leaves = self.schema.leaves(self.report);
        let found = leaves.iter().position(|leaf| {
            leaf.pointer == pointer && matches!(leaf.scalar, Some(Scalar::Integer { .. }))
        });
        let problem = format!(
            "`{pointer}` is no whole number of the report: sums of amounts need work in rust/sums.rs"
        );
        found.ok_or_else(|| CodegenError::Rule {
            rule: equation.rule.clone(),
            problem,
        })
    }
}

/// Equations one after the other, each of which reads what stands so many slots behind what the one before it reads.
struct Run<'e> {
    first: &'e Equation,
    stride: usize,
    count: usize,
}

impl Run<'_> {
    /// What is done for each equation.
    fn repeated(&self, step: TokenStream) -> TokenStream {
        let count = Literal::usize_unsuffixed(self.count);
        if self.count == 1 {
            step
        } else {
            quote!(for i in 0..#count { #step })
        }
    }
}

fn reads_others(equation: &Equation) -> bool {
    equation.terms().any(|term| term.operand.contains('#'))
}

fn rule(id: &str) -> TokenStream {
    let variant = ident(&pascal(id));
    quote!(Rule::#variant)
}

/// `(Rule::ReviewTotal, 3)` for each rule.
fn counts(equations: &[&&Equation]) -> Vec<TokenStream> {
    let rules: BTreeSet<&str> = equations
        .iter()
        .map(|equation| equation.rule.as_str())
        .collect();
    let count = |id: &str| {
        equations
            .iter()
            .filter(|equation| equation.rule == id)
            .count()
    };
    rules
        .into_iter()
        .map(|id| {
            let (rule, count) = (rule(id), Literal::usize_unsuffixed(count(id)));
            quote!((#rule, #count))
        })
        .collect()
}
