//! Text that is struck or raised, put together from parts, or shown by controls.

use super::{check, check_with};

#[test]
fn text_is_struck_or_raised_in_many_ways() {
    let (struck, raised) = ("133 [struck 9]", "133 [raised 1]");
    for markup in [
        "<s>9</s>133",
        "<strike>9</strike>133",
        "<del>9</del>133",
        "<del><ins>9</ins></del>133",
        "<span style='text-decoration:line-through'>9</span>133",
        "<span style='text-decoration: red wavy line-through'>9</span>133",
        "<span style='text-decoration-line:underline line-through'>9</span>133",
        "<span style='text-decoration:line-through'><b style='text-decoration:none'>9</b></span>133",
        "<p style='text-decoration:line-through'>9</p><p>133</p>",
    ] {
        check(&[(markup, struck)]);
    }
    for markup in [
        "133<sup>1</sup>",
        "133<sub>1</sub>",
        "133<sup><a href='#n1'>1</a></sup>",
        "133<a href='#_ftn1'>1</a>",
        "133<a href='page.html#fn:1'>1</a>",
        "133<a role=doc-noteref href='#x'>1</a>",
        "133<span class=MsoFootnoteReference>1</span>",
        "133<a class='footnote-ref'>1</a>",
        "133<span style='vertical-align:super'>1</span>",
        "133<span style='vertical-align:sub;font-size:smaller'>1</span>",
        "133<span style='vertical-align:6px'>1</span>",
        "133<span style='vertical-align:50%;font-size:70%'>1</span>",
        "133<small style='font-size:10px;vertical-align:top'>1</small>",
        "133<span style='position:relative;top:-5px;font-size:10px'>1</span>",
        "133<span style='font-variant-position:super'>1</span>",
        "133<span style='mso-text-raise:4pt;font-size:8pt'>1</span>",
    ] {
        check(&[(markup, raised)]);
    }
    check(&[
        ("<ins>133</ins>", "133"),
        ("<u>133</u>", "133"),
        ("<sup>133</sup>", "133"),
        ("<s>133</s>", "[struck 133]"),
        ("<a href='#top'>133</a>", "133"),
        ("<a href='#note1'>133</a>", "133"),
        ("<span style='vertical-align:middle'>133</span>", "133"),
        ("<span style='vertical-align:top'>133</span>", "133"),
        ("<small>133</small>", "133"),
        ("<span style='text-decoration:underline'>133</span>", "133"),
        ("<ruby>133<rt>7</rt></ruby>", "133 [note 7]"),
        (
            "<ruby>133<rp>(</rp><rt>7</rt><rp>)</rp></ruby>",
            "133 [hidden (] [note 7] [hidden )]",
        ),
    ]);
}

#[test]
fn numbers_are_put_together_as_they_are_seen() {
    check(&[
        ("1<o-num>3</o-num>3", "133"),
        ("1<wbr>33", "133"),
        ("1&#8203;3&shy;3&zwnj;&zwj;&#xfeff;&#x2060;", "133"),
        ("1<span>3</span><font>3</font>", "133"),
        ("<bdo dir=rtl>331</bdo>", "133?"),
        ("<bdo dir=rtl>3<b>31</b></bdo>", "133?"),
        ("<bdo dir=ltr>133</bdo>", "133"),
        (
            "<span style='direction:rtl;unicode-bidi:bidi-override'>331</span>",
            "133?",
        ),
        ("<span dir=rtl>133</span>", "133"),
        ("&#x202e;331&#x202c;", "133?"),
        ("133<span style='float:right'>7</span>", "133/7"),
        ("133<span style='position:absolute'>7</span>", "133/7"),
        (
            "<div style='display:flex'><div>13</div><div>3</div></div>",
            "13/3",
        ),
        (
            "<div style='display:flex;flex-direction:row-reverse'><b>3</b><b>13</b></div>",
            "3/13",
        ),
        ("13<span style='display:block'>3</span>", "13/3"),
        ("13<div style='display:inline'>3</div>", "133"),
    ]);
    check(&[
        ("13<b style='display:inline-block;width:40px'>3</b>", "13 3"),
        ("13<b style='margin-left:1em'>3</b>", "13 3"),
        ("13<b style='padding:0 1px'>3</b>", "133"),
        ("<b class=n data-to=133>0</b>", "0 [not-text ]"),
        ("<b class=n data-to=133>133</b>", "133"),
        (
            "<b class=n>0</b><script>$('.n').text(133)</script>",
            "0 [not-text ]",
        ),
        ("13<b style='display:inline-block;width:2px'></b>3", "133"),
        (
            "<input id=n value=7><script>$('#n').val(133)</script>",
            "7 [not-text ]",
        ),
        ("<i style='background:url(9.png)'></i>", "[not-text ]"),
        ("<i style='background:url(9.png)'></i>133", "133"),
        ("<b class=m>13</b><b class=m>13</b>", "1313"),
        ("<b class=col-xs-6>13</b><b>13</b>", "1313"),
        (
            "133<b style='position:absolute;z-index:-1'>7</b>",
            "133 [hidden 7]",
        ),
        ("<b class=line-through>9</b>133", "133 [struck 9]"),
        (
            "<x-n><template shadowrootmode=open>7</template></x-n>",
            "[not-text ]",
        ),
        ("<p class='collapse'>7</p>133", "133 [hidden 7]"),
        ("<p class='collapse show'>7</p>133", "7/133"),
        (
            "<p class='tab-pane active'>133</p><p class='tab-pane'>7</p>",
            "133 [hidden 7]",
        ),
    ]);
    check_with("b::before{content:'-'}", &[("<b>133</b>", "-133?")]);
    check_with(
        "b:after{content:'.';display:block;height:0;clear:both;visibility:hidden}",
        &[("<b>133</b>", "133")],
    );
    check_with("b::before{content:'13'}", &[("<b>3</b>", "133?")]);
    check_with(
        "b:after{content:attr(data-n)}",
        &[("<b data-n=33>1</b>", "133?")],
    );
    check_with(
        "b:after{content:'7';display:none}",
        &[("<b>133</b>", "133")],
    );
    check_with("b:before{content:'\\e601'}", &[("<b>133</b>", "133")]);
    check_with(
        "b:before{content:url(a.png)}",
        &[("<b></b>", "[not-text ]"), ("<b>133</b>", "133")],
    );
}

#[test]
fn controls_say_what_they_show() {
    check(&[
        ("<input value=133>", "133"),
        ("<input type=number value=133 readonly>", "133"),
        ("<input type=number value='1,33'>", "[not-text ]"),
        ("<input type=text placeholder=133>", "[not-text 133]"),
        ("<input type=password value=133>", "[not-text ]"),
        ("<input type=checkbox value=7>133", "133"),
        ("<input type=radio value=7>", "[not-text ]"),
        ("<input type=button value=133>", "[not-text 133]"),
        ("133<button>详情</button>", "133"),
        ("<input value=7 style='display:none'>133", "133 [hidden 7]"),
        ("<select><option>133<option>7</select>", "133"),
        ("<select><option>7<option selected>133</select>", "133"),
        (
            "<select><optgroup label=a><option label=133>x</optgroup></select>",
            "133",
        ),
        (
            "<select multiple><option>7<option>8</select>",
            "[not-text ]",
        ),
        ("<textarea>133</textarea>", "133"),
        (
            "<textarea style='display:none'>7</textarea>133",
            "133 [hidden 7]",
        ),
        ("<img alt=133 src=a.png>", "[not-text 133]"),
        ("133<img src=spacer.gif width=1 height=1>", "133"),
        ("133<img>", "133"),
        ("133<img src=9.png style='display:none'>", "133"),
        ("<svg><text>133</text></svg>", "[not-text 133]"),
        ("<canvas></canvas>", "[not-text ]"),
        ("<object data=a.swf></object>", "[not-text ]"),
        ("<iframe src=a.html></iframe>", "[not-text ]"),
        ("133<iframe></iframe>", "133"),
        ("<script>document.write('133')</script>", "[not-text ]"),
        ("133<script>count()</script>", "133"),
        (
            "<b id=n>0</b><script>document.getElementById('n').innerHTML = '133'</script>",
            "0 [not-text ]",
        ),
        (
            "<b id=n>133</b><script>show(document.getElementById('n').innerHTML)</script>",
            "133 [not-text ]",
        ),
        ("<math><mn>133</mn></math>", "133"),
        (
            "<math><msup><mn>10</mn><mn>3</mn></msup></math>",
            "[not-text 103]",
        ),
    ]);
}
