//! Schematron from the equations that read nothing but the report itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ogi_schema::{Edition, Op, Rule, Scalar, Standard};

use super::escaped;
use crate::CodegenError;
use crate::equations::{Equation, Guard, Term};

/// The largest number up to which binary64 has every whole number.
const EXACT: u64 = (1 << 53) - 1;

pub(super) fn text(
    standard: &Standard,
    edition: &Edition,
    namespace: &str,
    equations: &[Equation],
) -> Result<String, CodegenError> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!-- Made from the ogi-report standard, rules {}. Do not edit. -->\n\
         <schema xmlns=\"http://purl.oclc.org/dsdl/schematron\" queryBinding=\"xslt\">\n  \
         <title>Arithmetic of reports of edition {}</title>\n  <ns prefix=\"o\" uri=\"{namespace}\"/>\n",
        standard.manifest.ruleset_version, edition.code
    );
    let own: Vec<_> = equations
        .iter()
        .filter(|found| found.terms().all(|term| !term.operand.contains('#')))
        .collect();
    let mut guards: Vec<Option<&Guard>> = Vec::new();
    for equation in &own {
        if !guards.contains(&equation.guard.as_ref()) {
            guards.push(equation.guard.as_ref());
        }
    }
    for guard in guards {
        let under: Vec<_> = own
            .iter()
            .copied()
            .filter(|found| found.guard.as_ref() == guard)
            .collect();
        text.push_str(&pattern(standard, edition, guard, &under)?);
    }
    Ok(text + "</schema>\n")
}

fn pattern(
    standard: &Standard,
    edition: &Edition,
    guard: Option<&Guard>,
    equations: &[&Equation],
) -> Result<String, CodegenError> {
    let condition = guard.map_or(String::new(), |guard| {
        let path = path(&guard.pointer);
        if guard.present {
            format!("[{path}]")
        } else {
            format!("[not({path})]")
        }
    });
    let mut text = format!(
        "  <pattern>\n    <rule context=\"/o:report{condition}\">\n      \
         <let name=\"zero\" value=\"o:blank_cells = 'zero'\"/>\n      \
         <let name=\"noted\" value=\"o:cell_notes/o:cell_note[o:missing != 'blank']/o:at\"/>\n"
    );
    let operands: BTreeSet<_> = equations
        .iter()
        .flat_map(|equation| equation.terms())
        .map(|term| &term.operand)
        .collect();
    for operand in operands {
        let _ = writeln!(
            text,
            "      <let name=\"{}\" value=\"{}\"/>",
            name(operand),
            value(operand)
        );
    }
    for equation in equations {
        let unknown = || CodegenError::Rule {
            rule: equation.rule.clone(),
            problem: "is not in the registry".to_owned(),
        };
        let rule = standard.rule(&equation.rule).ok_or_else(unknown)?;
        text.push_str(&checks(standard, edition, rule, equation));
    }
    Ok(text + "    </rule>\n  </pattern>\n")
}

fn checks(standard: &Standard, edition: &Edition, rule: &Rule, equation: &Equation) -> String {
    let constant = if equation.constant == 0 {
        String::new()
    } else {
        equation.constant.to_string()
    };
    let (computed, stated) = (side(&equation.sum, &constant), side(&equation.to, ""));
    let sizes: Vec<_> = equation
        .terms()
        .map(|term| size(standard, edition, term))
        .collect();
    let size = sizes.join(" + ");
    let op = match equation.op {
        Op::Eq => "=",
        Op::Le => "&lt;=",
        Op::Ge => "&gt;=",
    };
    let head = format!("{} {}", rule.id, equation.at);
    let (zh, en) = (escaped(&rule.title.zh_cn), escaped(&rule.title.en));
    format!(
        "      <assert role=\"{role}\" test=\"not({size} &lt;= {EXACT}) or {computed} {op} {stated}\">{head} \
         {zh} {en}: 计算 computed <value-of select=\"{computed}\"/>, 填报 stated <value-of select=\"{stated}\"/></assert>\n      \
         <report role=\"not_assessed\" test=\"not({size} &lt;= {EXACT})\">{head} 未核对 not assessed</report>\n",
        role = rule.severity.as_str(),
    )
}

/// An operand without its sign: an equation whose operands add up to no more than [`EXACT`] has exact sums. A comparison
/// with a number that is not there is false.
fn size(standard: &Standard, edition: &Edition, term: &Term) -> String {
    let schema = &standard.schema;
    let report = schema.definition(&edition.report);
    let scalar = report
        .and_then(|report| schema.definition_at(report, &term.operand))
        .and_then(|found| found.scalar());
    let name = name(&term.operand);
    match scalar {
        Some(Scalar::Integer { minimum, .. }) if *minimum < 0 => {
            format!("${name} * (1 - 2 * number(${name} &lt; 0))")
        }
        _ => format!("${name}"),
    }
}

fn side(terms: &[Term], constant: &str) -> String {
    let mut text = constant.to_owned();
    for term in terms {
        let sign = match (term.coefficient < 0, text.is_empty()) {
            (true, _) => " - ",
            (false, true) => "",
            (false, false) => " + ",
        };
        let factor = if term.coefficient.unsigned_abs() == 1 {
            String::new()
        } else {
            format!("{} * ", term.coefficient.unsigned_abs())
        };
        let _ = write!(text, "{sign}{factor}${}", name(&term.operand));
    }
    if text.is_empty() {
        "0".to_owned()
    } else {
        text.trim_start().to_owned()
    }
}

/// The number of a cell: not a number where it is absent or blank, save for a blank that the report says is zero.
fn value(pointer: &str) -> String {
    let path = path(pointer);
    let above = pointer
        .match_indices('/')
        .skip(1)
        .map(|(end, _)| &pointer[..end])
        .chain([pointer]);
    let noted: Vec<_> = above.map(|at| format!("$noted = '{at}'")).collect();
    let is_zero = format!(
        "$zero and {path} and string({path}) = '' and not({})",
        noted.join(" or ")
    );
    format!("number(concat({path}, substring('0', 1 div number({is_zero}))))")
}

fn path(pointer: &str) -> String {
    pointer
        .split('/')
        .skip(1)
        .map(|name| format!("o:{name}"))
        .collect::<Vec<_>>()
        .join("/")
}

fn name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}
