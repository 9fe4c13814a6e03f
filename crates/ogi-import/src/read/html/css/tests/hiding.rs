//! What hides a part of a cell.

use super::{check, check_with};

/// Checks ways to hide a part of a cell, each a `style` attribute; all of them also as a rule of a sheet.
fn check_hiding(styles: &[&str], hides: bool) {
    for style in styles {
        let expected = if hides { "133 [hidden 7]" } else { "1337" };
        let inline = format!("133<span style='{style}'>7</span>");
        check(&[(&inline, expected)]);
        let sheet = format!("td .x {{ {style} }}");
        check_with(&sheet, &[("133<i class='a x'>7</i>", expected)]);
        let important = format!("span {{ {} !important }}", style.trim_end_matches(';'));
        if !style.contains(';') {
            let undone = "133<span style='display:inline;visibility:visible;color:black;opacity:1;font-size:12px;\
                          mso-hide:none;transform:none;text-indent:0'>7</span>";
            check_with(&important, &[(undone, expected)]);
        }
    }
}

#[test]
fn text_is_hidden_in_many_ways() {
    check_hiding(
        &[
            "display:none",
            "DISPLAY: NONE",
            "display : none ;",
            "visibility:hidden",
            "visibility:collapse",
            "opacity:0",
            "opacity:0.0",
            "opacity:0%",
            "opacity:.01",
            "filter:opacity(0)",
            "filter:alpha(opacity=0)",
            "font-size:0",
            "font-size:0px",
            "font-size:0em",
            "font-size:0%",
            "font-size:1px",
            "font-size:.1em",
            "font-size:2pt",
            "font:0/0 a",
            "font: 0px/1 Arial",
            "color:#fff",
            "color:white",
            "color:#FFFFFF",
            "color:#fefefe",
            "color:rgb(255,255,255)",
            "color:rgb(255 255 255)",
            "color:rgb(100%,100%,100%)",
            "color:hsl(0,0%,100%)",
            "color:transparent",
            "color:rgba(0,0,0,0)",
            "color:#00000000",
            "-webkit-text-fill-color:transparent",
            "background:#000;color:#000",
            "background-color:black;color:rgb(0,0,0)",
            "color:red;background:#f00",
            "position:absolute;left:-9999px",
            "position:absolute;top:-1000em",
            "position:fixed;left:-100vw",
            "position:relative;left:-9999px",
            "position:absolute;right:-9999px",
            "position:absolute;inset:-9999px auto auto 0",
            "position:absolute;left:99999px",
            "margin-left:-9999px",
            "margin:0 0 0 -9999px",
            "display:inline-block;text-indent:-9999px",
            "display:block;text-indent:-999em;overflow:hidden",
            "transform:scale(0)",
            "transform:translateX(-9999px)",
            "transform:rotate(180deg)",
            "transform:rotateY(90deg)",
            "zoom:0",
            "display:inline-block;width:0;overflow:hidden",
            "display:inline-block;max-width:0;overflow:hidden",
            "display:block;height:0;overflow:hidden",
            "display:block;max-height:0px;overflow:clip",
            "float:left;width:0;overflow-x:hidden",
            "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)",
            "position:absolute;clip:rect(1px,1px,1px,1px)",
            "position:absolute;clip:rect(0 0 0 0)",
            "clip-path:inset(100%)",
            "clip-path:inset(50%)",
            "clip-path:circle(0)",
            "clip-path:polygon(0 0,0 0,0 0)",
            "mso-hide:all",
            "content-visibility:hidden",
            "display:none;display:none!important",
            "color:black;color:white",
        ],
        true,
    );
}

#[test]
fn much_looks_like_hiding_and_is_none() {
    check_hiding(
        &[
            "display:inline",
            "display:inline-block",
            "display:nonee",
            "display:none none",
            "visibility:visible",
            "opacity:1",
            "opacity:.5",
            "font-size:10px",
            "font-size:60%",
            "color:#333",
            "color:red",
            "color:#eee",
            "color:var(--text)",
            "background:#000;color:#fff",
            "background:url(a.png);color:#fff",
            "background:linear-gradient(red,blue);color:#fff",
            "background-image:linear-gradient(red,blue);background-clip:text;color:transparent",
            "color:transparent;text-shadow:0 0 0 #000",
            "left:-9999px",
            "width:0",
            "width:0;overflow:hidden",
            "height:0;overflow:hidden",
            "display:inline-block;width:0",
            "clip:rect(0,0,0,0)",
            "clip-path:none",
            "transform:none",
            "transform:translate(-50%,-50%)",
            "position:relative;top:1px",
            "margin-left:-2px",
            "text-indent:-9999px",
            "opacity:0;animation:fade 1s forwards",
            "_display:none",
            "x-display:none",
        ],
        false,
    );
}

#[test]
fn text_is_hidden_by_attributes_and_well_known_names() {
    check(&[
        ("133<span hidden>7</span>", "133 [hidden 7]"),
        ("133<span hidden='until-found'>7</span>", "133 [hidden 7]"),
        ("133<font color=#ffffff>7</font>", "133 [hidden 7]"),
        ("133<font color='white'>7</font>", "133 [hidden 7]"),
        ("133<font color=FFFFFF>7</font>", "133 [hidden 7]"),
        ("133<font color=red>7</font>", "1337"),
        ("133<span class='sr-only'>7</span>", "133 [hidden 7]"),
        (
            "133<span class='visually-hidden'>7</span>",
            "133 [hidden 7]",
        ),
        ("133<span class='d-none'>7</span>", "133 [hidden 7]"),
        ("133<span class='d-none d-md-inline'>7</span>", "1337"),
        ("133<span class='d-lg-none'>7</span>", "133 [hidden 7]"),
        ("133<span class='md:hidden'>7</span>", "133 [hidden 7]"),
        ("133<span class='hidden md:inline'>7</span>", "1337"),
        ("133<span class='visible-xs visible-lg'>7</span>", "1337"),
        (
            "<b class=hidden-xs>133</b><b class=visible-xs>133</b>",
            "133 [hidden 133]",
        ),
        (
            "<b class=pc>133</b><b class=mobile>133</b>",
            "133 [hidden 133]",
        ),
        (
            "<b class=pc>133</b><b class=m-show>133</b>",
            "133 [hidden 133]",
        ),
        ("<b class=a>13</b><b class=b>13</b>", "1313"),
        ("133<template>7</template><!--8-->", "133"),
        ("133<noscript>7</noscript>", "133"),
        ("133<dialog>7</dialog>", "133 [hidden 7]"),
        ("133<datalist><option>7</datalist>", "133 [hidden 7]"),
        ("133<input type=hidden value=7>", "133 [hidden 7]"),
        ("<details><summary>数</summary>133</details>", "数/133"),
        ("<span aria-hidden=true>133</span>", "133"),
        (
            "<span style='visibility:hidden'>7<b style='visibility:visible'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='font-size:0'>7<b style='font-size:12px'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='color:#fff'>7<b style='color:#000'>133</b></span>",
            "133 [hidden 7]",
        ),
        (
            "<span style='display:none'>7<b style='display:block'>8</b></span>133",
            "133 [hidden 78]",
        ),
        ("<p style='display:none'>7</p><p>133</p>", "133 [hidden 7]"),
        (
            "133<div style='display:none'><table><tr><td>7<td>8</table></div>",
            "133 [hidden 78]",
        ),
    ]);
    // A page with rules of its own for a class means what they say.
    check_with(
        ".hidden { color: red }",
        &[("133<b class=hidden>7</b>", "1337")],
    );
}
