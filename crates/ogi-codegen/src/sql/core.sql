-- Annual reports on open government information (政府信息公开工作年度报告): tables, and the view that reconciles them.
-- Made from the ogi-report standard, schema {{schema_version}}, rules {{ruleset_version}}. Do not edit.
--
-- Plain SQL: no regular expressions, no JSON, no identity columns, no procedures. It needs window functions,
-- CONCAT, SUBSTR and DECIMAL of 38 digits. A number that the report does not state is a row of cell with NULL; a cell that the form of
-- the report does not have is no row. NULL is never zero unless the report says so.

-- What the rules are. checked_by says how: the view reconciliation covers 'linear' and nothing else.
create table rule_def (
  rule_id varchar(64) not null primary key,
  kind varchar(16) not null,
  severity varchar(8) not null,
  checked_by varchar(8) not null,
  reconciles smallint not null,
  title_zh varchar(200) not null,
  title_en varchar(200) not null
);

-- Every place of a report of an edition in the order of the form: single values ('integer', 'decimal', 'text'), and the
-- 'object' or 'list' around them. within_pointer names the object that holds it, '' the report itself.
create table cell_def (
  edition varchar(16) not null,
  pointer varchar({{pointer}}) not null,
  ord integer not null,
  value_kind varchar(8) not null,
  required smallint not null,
  nullable smallint not null,
  within_pointer varchar({{pointer}}) not null,
  minimum decimal(16, 0),
  maximum decimal(16, 0),
  unit varchar(16),
  label_zh varchar(1000) not null,
  label_en varchar(2000) not null,
  primary key (edition, pointer)
);

-- The linear rules, written out: one row for each operand of each equation.
-- Meaning: the sum of coefficient * value over the rows of side 'sum', plus constant, stands to that over 'to' as op says.
-- doc says whose value it is: 'self', 'prev' (the report of the prior year), 'children' (all parts of a roll-up, added).
-- Where guard_cell is given, the equation applies only to reports that have that cell (guard_present 1) or not (0).
create table rule_term (
  edition varchar(16) not null,
  equation_no integer not null,
  term_no integer not null,
  rule_id varchar(64) not null references rule_def (rule_id),
  at_pointer varchar({{pointer}}) not null,
  op varchar(2) not null,
  constant decimal(22, 6) not null,
  guard_cell varchar({{pointer}}),
  guard_present smallint,
  side varchar(3) not null,
  coefficient smallint not null,
  doc varchar(8) not null,
  pointer varchar({{pointer}}) not null,
  primary key (edition, equation_no, term_no)
);

-- A report, with what reports are looked for by. blank_cells is 'zero' where the report says that a blank means 0.
create table report (
  report_id bigint not null primary key,
  edition varchar(16) not null,
  report_year smallint not null,
  agency_name varchar(200) not null,
  uscc varchar(18),
  blank_cells varchar(8),
  previous_id bigint references report (report_id)
);

-- Which reports a roll-up is the sum of.
create table report_part (
  report_id bigint not null references report (report_id),
  part_id bigint not null references report (report_id),
  primary key (report_id, part_id)
);

-- The numbers of a report as stated.
create table cell (
  report_id bigint not null references report (report_id),
  pointer varchar({{pointer}}) not null,
  cell_value decimal(22, 6),
  primary key (report_id, pointer)
);

-- The texts, codes and dates of a report.
create table text_value (
  report_id bigint not null references report (report_id),
  pointer varchar({{pointer}}) not null,
  text_value text,
  primary key (report_id, pointer)
);

-- What was printed in a cell, and why a number is missing, in the order of the report.
create table cell_note (
  report_id bigint not null references report (report_id),
  note_no integer not null,
  at_pointer varchar({{pointer}}) not null,
  printed text,
  missing varchar(16),
  primary key (report_id, note_no)
);

-- What the report prints beyond the national form.
create table extension_item (
  report_id bigint not null references report (report_id),
  item_no integer not null,
  at_pointer varchar({{pointer}}),
  label text,
  item_value text,
  primary key (report_id, item_no)
);

-- What a cell is worth to a rule: its number; 0 where it is blank, the report says that blank is zero, and no note at the
-- cell or around it gives another reason than 'blank'; else NULL.
create view cell_number as
select c.report_id, c.pointer,
  case
    when c.cell_value is not null then c.cell_value
    when r.blank_cells = 'zero' and not exists (
      select 1 from cell_note n
      where n.report_id = c.report_id and n.missing <> 'blank'
        and (n.at_pointer = c.pointer
          or substr(c.pointer, 1, length(n.at_pointer) + 1) = concat(n.at_pointer, '/')))
      then 0
  end as cell_number
from cell c
join report r on r.report_id = c.report_id;

-- Whose numbers the rules read for a report.
create view given_report as
select report_id, 'self' as doc, report_id as given_id from report
union all
select report_id, 'prev', previous_id from report where previous_id is not null
union all
select report_id, 'children', part_id from report_part;

-- Every operand of every equation that applies to a report, with its number; NULL where there is none. One row for each
-- report that the operand is read from, and one with given_id NULL where there is no such report.
create view operand as
select r.report_id, t.equation_no, t.term_no, t.rule_id, t.at_pointer, t.op, t.constant, t.side, t.coefficient, t.doc,
  t.pointer, g.given_id, n.cell_number as operand_value
from report r
join rule_term t on t.edition = r.edition
left join cell p on p.report_id = r.report_id and p.pointer = t.guard_cell
left join given_report g on g.report_id = r.report_id and g.doc = t.doc
left join cell_number n on n.report_id = g.given_id and n.pointer = t.pointer
where t.guard_cell is null or t.guard_present = case when p.report_id is null then 0 else 1 end;

-- THE RECONCILIATION: what became of every linear rule at every place of every report.
-- outcome is 'passed', 'failed' (then difference = computed - stated) or 'not_assessed' (then missing counts the operands
-- that have no number; operand names them). A rule that reads a report which is not given has one row, at ''.
create view reconciliation as
select report_id, rule_id,
  case when rule_lacks is null then at_pointer else '' end as at_pointer,
  case
    when rule_lacks is not null or missing > 0 then 'not_assessed'
    when op = 'eq' and computed = stated then 'passed'
    when op = 'le' and computed <= stated then 'passed'
    when op = 'ge' and computed >= stated then 'passed'
    else 'failed'
  end as outcome,
  case when rule_lacks is null and missing = 0 then computed end as computed,
  case when rule_lacks is null and missing = 0 then stated end as stated,
  case when rule_lacks is null and missing = 0 then computed - stated end as difference,
  case when rule_lacks is null then missing else 1 end as missing,
  rule_lacks as lacks,
  equation_no
from (
  select e.*,
    max(e.lacks) over (partition by e.report_id, e.rule_id) as rule_lacks,
    row_number() over (partition by e.report_id, e.rule_id order by e.equation_no) as place_no
  from (
    select report_id, equation_no, rule_id, at_pointer, op,
      constant + sum(case when side = 'sum' then coefficient * operand_value else 0 end) as computed,
      sum(case when side = 'to' then coefficient * operand_value else 0 end) as stated,
      count(distinct case when operand_value is null then term_no end) as missing,
      max(case when given_id is null then doc end) as lacks
    from operand
    group by report_id, equation_no, rule_id, at_pointer, op, constant
  ) e
) f
where rule_lacks is null or place_no = 1;

-- Whether the numbers of a report add up: 'yes', 'no', 'partly' or 'not_assessed', over the rules that decide it.
create view verdict as
select v.report_id,
  case
    when sum(case when v.outcome = 'failed' then 1 else 0 end) > 0 then 'no'
    when sum(case when v.outcome = 'passed' then 1 else 0 end) = 0 then 'not_assessed'
    when sum(case when v.outcome = 'not_assessed' then 1 else 0 end) > 0 then 'partly'
    else 'yes'
  end as reconciled,
  sum(case when v.outcome = 'not_assessed' then 0 else 1 end) as assessed,
  count(*) as equations
from reconciliation v
join rule_def d on d.rule_id = v.rule_id
where d.reconciles = 1
group by v.report_id;
