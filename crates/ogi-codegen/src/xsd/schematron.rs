//! Schematron, from the equations that read only the report itself.

use std::collections::BTreeSet;
use std::fmt::Write as _; // writing to a String cannot fail

use ogi_schema::{Edition, Op, Rule, Scalar, Standard};

use super::escaped;
use crate::equations::{Equation, Guard, Term};
use crate::{CodegenError, lookup};

/// The largest number up to which binary64, the only kind of number that `XPath` 1.0 has, holds every whole number.
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
    // One pattern for each guard, in the order in which the guards first stand.
    let mut guards: Vec<Option<&Guard>> = Vec::new();
    let mut by_guard: Vec<Vec<&Equation>> = Vec::new();
    for equation in equations {
        if equation.reads_others() {
            continue;
        }
        let guard = equation.guard.as_ref();
        if let Some(index) = guards.iter().position(|known| *known == guard) {
            by_guard[index].push(equation);
        } else {
            guards.push(guard);
            by_guard.push(vec![equation]);
        }
    }
    for (guard, equations) in guards.into_iter().zip(&by_guard) {
        text.push_str(&pattern(standard, edition, guard, equations)?);
    }
    Ok(text + "</schema>\n")
}

fn pattern(
    standard: &Standard,
    edition: &Edition,
    guard: Option<&Guard>,
    equations: &[&Equation],
) -> Result<String, CodegenError> {
    let condition = match guard {
        None => String::new(),
        Some(guard) if guard.present => format!("[{}]", path(&guard.pointer)),
        Some(guard) => format!("[not({})]", path(&guard.pointer)),
    };
    let mut text = format!(
        "  <pattern>\n    <rule context=\"/o:report{condition}\">\n      \
         <let name=\"zero\" value=\"o:blank_cells = 'zero'\"/>\n      \
         <let name=\"noted\" value=\"o:cell_notes/o:cell_note[o:missing != 'blank']/o:at\"/>\n"
    );
    let mut operands = BTreeSet::new();
    for equation in equations {
        operands.extend(equation.terms().map(|term| &term.operand));
    }
    for operand in operands {
        let _ = writeln!(
            text,
            "      <let name=\"{}\" value=\"{}\"/>",
            name(operand),
            value(operand)
        );
    }
    for equation in equations {
        let Some(rule) = standard.rule(&equation.rule) else {
            return Err(CodegenError::rule(&equation.rule, "is not in the registry"));
        };
        text.push_str(&checks(standard, edition, rule, equation)?);
    }
    Ok(text + "    </rule>\n  </pattern>\n")
}

fn checks(
    standard: &Standard,
    edition: &Edition,
    rule: &Rule,
    equation: &Equation,
) -> Result<String, CodegenError> {
    let constant = if equation.constant == 0 {
        String::new()
    } else {
        equation.constant.to_string()
    };
    let (computed, stated) = (side(&equation.sum, &constant), side(&equation.to, ""));
    let mut sizes = Vec::new();
    for term in equation.terms() {
        sizes.push(size(standard, edition, equation, term)?);
    }
    let size = sizes.join(" + ");
    let op = match equation.op {
        Op::Eq => "=",
        Op::Le => "&lt;=",
        Op::Ge => "&gt;=",
    };
    let head = format!("{} {}", rule.id, equation.at);
    let (zh, en) = (escaped(&rule.title.zh_cn), escaped(&rule.title.en));
    Ok(format!(
        "      <assert role=\"{role}\" test=\"not({size} &lt;= {EXACT}) or {computed} {op} {stated}\">{head} \
         {zh} {en}: 计算 computed <value-of select=\"{computed}\"/>, 填报 stated <value-of select=\"{stated}\"/></assert>\n      \
         <report role=\"not_assessed\" test=\"not({size} &lt;= {EXACT})\">{head} 未核对 not assessed</report>\n",
        role = rule.severity.as_str(),
    ))
}

/// The magnitude of an operand. An equation whose magnitudes add up to no more than [`EXACT`] has exact sums. A
/// comparison with a missing number is false.
fn size(
    standard: &Standard,
    edition: &Edition,
    equation: &Equation,
    term: &Term,
) -> Result<String, CodegenError> {
    let schema = &standard.schema;
    let report = lookup::report(schema, edition)?;
    let Some(definition) = schema.definition_at(report, &term.operand) else {
        let problem = format!("no cell `{}`", term.operand);
        return Err(CodegenError::rule(&equation.rule, problem));
    };
    let name = name(&term.operand);
    Ok(match definition.scalar() {
        Some(Scalar::Integer { minimum, .. }) if *minimum < 0 => {
            format!("${name} * (1 - 2 * number(${name} &lt; 0))")
        }
        _ => format!("${name}"),
    })
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

/// The number of a cell. Where the cell is absent or blank it is not a number, unless the report says that blanks are
/// zeros.
fn value(pointer: &str) -> String {
    let path = path(pointer);
    // A note on an object holds for all cells in it.
    let mut noted = Vec::new();
    for (end, _) in pointer.match_indices('/').skip(1) {
        noted.push(format!("$noted = '{}'", &pointer[..end]));
    }
    noted.push(format!("$noted = '{pointer}'"));
    let is_zero = format!(
        "$zero and {path} and string({path}) = '' and not({})",
        noted.join(" or ")
    );
    format!("number(concat({path}, substring('0', 1 div number({is_zero}))))")
}

fn path(pointer: &str) -> String {
    let names: Vec<_> = pointer
        .split('/')
        .skip(1)
        .map(|name| format!("o:{name}"))
        .collect();
    names.join("/")
}

fn name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}
