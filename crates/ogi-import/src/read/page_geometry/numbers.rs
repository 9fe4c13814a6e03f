//! Numbers that are wider than their cell: they belong to one cell as a whole, or to none.

use std::collections::HashMap;

use super::Glyph;

/// Gives every number to the cell that its middle stands in.
///
/// Where the cell that it reaches into is empty, it may as well be two numbers that touch; it is made illegible.
pub(super) fn keep_whole(glyphs: &mut [(usize, Glyph)], cell_at: impl Fn(&Glyph) -> Option<usize>) {
    glyphs.sort_by(|(_, a), (_, b)| {
        a.base
            .round()
            .total_cmp(&b.base.round())
            .then(a.left.total_cmp(&b.left))
    });
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (cell, _) in glyphs.iter() {
        *counts.entry(*cell).or_default() += 1;
    }
    let mut begins = 0;
    while begins < glyphs.len() {
        let goes_on = |pair: &[(usize, Glyph)]| continues(&pair[0].1, &pair[1].1);
        let length = glyphs[begins..]
            .windows(2)
            .take_while(|pair| goes_on(pair))
            .count()
            + 1;
        let run = begins..begins + length;
        begins = run.end;
        let (first, last) = (&glyphs[run.start].1, &glyphs[run.end - 1].1);
        if glyphs[run.clone()]
            .iter()
            .all(|(cell, _)| *cell == glyphs[run.start].0)
            || !is_part_of_number(first)
        {
            continue;
        }
        let whole = Glyph {
            left: first.left,
            right: last.right,
            ..first.clone()
        };
        let Some(target) = cell_at(&whole) else {
            continue;
        };
        let within = |cell: usize| {
            glyphs[run.clone()]
                .iter()
                .filter(|(other, _)| *other == cell)
                .count()
        };
        let is_filled = |cell: usize| counts.get(&cell).copied().unwrap_or(0) > within(cell);
        let doubtful = glyphs[run.clone()]
            .iter()
            .any(|(cell, _)| *cell != target && !is_filled(*cell));
        for (cell, glyph) in &mut glyphs[run] {
            *cell = target;
            if doubtful {
                glyph.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

fn continues(before: &Glyph, glyph: &Glyph) -> bool {
    let same_line = (before.base.round() - glyph.base.round()).abs() < 0.5;
    let near = glyph.left - before.right <= 0.25 * glyph.size;
    same_line && near && is_part_of_number(before) && is_part_of_number(glyph)
}

fn is_part_of_number(glyph: &Glyph) -> bool {
    let mut characters = glyph.text.chars();
    glyph.aside.is_none()
        && characters.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９'))
}

#[cfg(test)]
mod tests {
    use super::super::Glyph;
    use super::keep_whole;

    /// Checks the digits of cells 20 points wide, from characters given with their left edge.
    fn check(characters: &[(&str, f64)], expected: &[&str]) {
        let glyph = |(text, left): &(&str, f64)| Glyph {
            text: (*text).to_owned(),
            left: *left,
            right: left + 5.0,
            base: 10.0,
            size: 10.0,
            aside: None,
        };
        let cell_at = |glyph: &Glyph| {
            let middle = f64::midpoint(glyph.left, glyph.right);
            (0..expected.len())
                .rfind(|cell| f64::from(u8::try_from(*cell).expect("few")) * 20.0 <= middle)
        };
        let mut glyphs: Vec<_> = characters
            .iter()
            .map(glyph)
            .map(|g| (cell_at(&g).expect("a cell"), g))
            .collect();
        keep_whole(&mut glyphs, cell_at);
        let text = |cell| {
            glyphs
                .iter()
                .filter(|(at, _)| *at == cell)
                .map(|(_, g)| g.text.as_str())
                .collect::<String>()
        };
        assert_eq!((0..expected.len()).map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_number_belongs_to_one_cell() {
        check(&[("1", 4.0), ("2", 9.0), ("3", 30.0)], &["12", "3"]);
        let wide = [
            ("1", 1.0),
            ("2", 6.0),
            ("3", 11.0),
            ("4", 16.0),
            ("5", 21.0),
            ("6", 33.0),
        ];
        check(&wide, &["12345", "6"]);
        check(
            &wide[..5],
            &["1\u{fffd}2\u{fffd}3\u{fffd}4\u{fffd}5\u{fffd}", ""],
        );
    }
}
