-- PostgreSQL 13 or later: checks, comments, and loading from JSON. Run core.sql first, and fill cell_def before loading.
-- Made from the ogi-report standard, schema {{schema_version}}, rules {{ruleset_version}}. Do not edit.

alter table rule_def add check (checked_by in ('linear', 'native', 'schema'));
alter table rule_def add check (reconciles in (0, 1));
alter table cell_def add check (value_kind in ('integer', 'decimal', 'text', 'object', 'list'));
alter table rule_term add check (op in ('eq', 'le', 'ge') and side in ('sum', 'to') and doc in ('self', 'prev', 'children'));
alter table rule_term add check (guard_present in (0, 1) and (guard_cell is null) = (guard_present is null));
alter table report add check (blank_cells in ({{blank_cells}}));
alter table report add check (previous_id <> report_id);
alter table report_part add check (part_id <> report_id);
alter table cell add check (abs(cell_value) < 10::numeric ^ 16);
alter table cell_note add check (missing in ({{missing}}));
create index on report (uscc, report_year);
create index on report (previous_id);
create index on report_part (part_id);
create index on cell (pointer);

comment on table rule_def is '规则 The rules of the standard; the view reconciliation covers those checked_by linear.';
comment on table cell_def is '数据项 Every place of a report of an edition: objects, lists and single values.';
comment on table rule_term is '规则算式 The linear rules, written out: one row for each operand.';
comment on table report is '年度报告 A report, with what reports are looked for by.';
comment on table report_part is '汇总关系 Which reports a roll-up is the sum of.';
comment on table cell is '数据 The numbers of a report as stated; NULL is a blank, never zero.';
comment on table text_value is '文字 The texts, codes and dates of a report.';
comment on table cell_note is '单元格说明 What was printed in a cell, and why a number is missing.';
comment on table extension_item is '扩展内容 What a report prints beyond the national form.';
comment on column report.previous_id is '上一年度报告 The report of the prior year, for rules across years.';
comment on column report.blank_cells is '空白单元格的含义 zero where the report says that a blank means 0.';
comment on column cell.pointer is 'JSON Pointer, see cell_def.';
comment on view reconciliation is '勾稽核对 What became of every linear rule at every place of every report.';
comment on view operand is '操作数 Every operand of every equation, with its number.';
comment on view verdict is '核对结论 Whether the numbers of a report add up.';

-- The documents as they are; load_reports() fills the tables from them.
create table report_document (
  report_id bigint not null primary key,
  document jsonb not null
);
comment on table report_document is '原始文档 Documents of the standard as they are; load_reports() fills the tables from them.';

-- Every value of the documents by its pointer, objects included; lists are not entered.
create view document_node as
with recursive node (report_id, edition, within_pointer, pointer, kind, node_value) as (
  select report_id, document ->> 'edition', null::text, '', jsonb_typeof(document), document from report_document
  union all
  select n.report_id, n.edition, n.pointer, n.pointer || '/' || m.key, jsonb_typeof(m.value), m.value
  from node n
  cross join lateral jsonb_each(case when n.kind = 'object' then n.node_value end) m
)
select report_id, edition, within_pointer, pointer, kind, node_value from node;

-- What keeps documents from being loaded, by pointer. It sees members, types and bounds; the shape of texts, such as a
-- date that does not exist, is the business of the schema.
create view document_fault as
with node as materialized (
  select report_id, edition, pointer, kind, case when kind = 'number' then node_value::numeric end as number_value
  from document_node
)
select n.report_id, '/edition' as pointer, 'edition' as fault
from node n
where n.pointer = '' and not exists (select from cell_def c where c.edition = n.edition)
union all
select n.report_id, n.pointer,
  case
    when c.pointer is null then 'additionalProperties'
    when n.kind <> c.value_kind then 'type'
    else 'bounds'
  end
from node n
left join (
  select edition, pointer, nullable, minimum, maximum,
    case value_kind
      when 'integer' then 'number' when 'object' then 'object' when 'list' then 'array' else 'string'
    end as value_kind
  from cell_def
) c on c.edition = n.edition and c.pointer = n.pointer
where n.pointer <> '' and case
  when c.pointer is null then true
  when n.kind = 'null' then c.nullable = 0
  when n.kind <> c.value_kind then true
  else n.number_value <> trunc(n.number_value) or n.number_value not between c.minimum and c.maximum
end
union all
select w.report_id, c.pointer, 'required'
from node w
join cell_def c on c.edition = w.edition and c.within_pointer = w.pointer and c.required = 1
left join node n on n.report_id = w.report_id and n.pointer = c.pointer
where n.pointer is null;

-- Fills the tables from every document that is not loaded yet, all or none; returns how many there were.
create function load_reports() returns bigint language plpgsql as $$
declare
  fault record;
  loaded bigint;
begin
  select * into fault from document_fault f
  where not exists (select from report r where r.report_id = f.report_id)
  order by f.report_id, f.pointer limit 1;
  if found then
    raise exception 'report %: % at %', fault.report_id, fault.fault, fault.pointer
      using hint = 'check documents before loading them: ogi check; all faults: select * from document_fault';
  end if;

  create temporary table loading on commit drop as
  select report_id, document from report_document d where not exists (select from report r where r.report_id = d.report_id);
  create temporary table loading_value on commit drop as
  select n.report_id, n.pointer, c.value_kind, n.node_value #>> '{}' as node_text
  from document_node n
  join cell_def c on c.edition = n.edition and c.pointer = n.pointer and c.value_kind not in ('object', 'list')
  where n.report_id in (select report_id from loading);

  insert into report (report_id, edition, report_year, agency_name, uscc, blank_cells)
  select report_id, document ->> 'edition', (document ->> 'year')::numeric, document #>> '{agency,name}',
    document #>> '{agency,uscc}', document ->> 'blank_cells'
  from loading;
  get diagnostics loaded = row_count;

  insert into cell (report_id, pointer, cell_value)
  select report_id, pointer, node_text::numeric from loading_value where value_kind <> 'text';
  insert into text_value (report_id, pointer, text_value)
  select report_id, pointer, node_text from loading_value where value_kind = 'text';

  insert into cell_note (report_id, note_no, at_pointer, printed, missing)
  select d.report_id, n.ord, n.item ->> 'at', n.item ->> 'printed', n.item ->> 'missing'
  from loading d, jsonb_array_elements(d.document -> 'cell_notes') with ordinality n (item, ord);

  insert into extension_item (report_id, item_no, at_pointer, label, item_value)
  select d.report_id, x.ord, x.item ->> 'at', x.item ->> 'label', x.item ->> 'value'
  from loading d, jsonb_array_elements(d.document -> 'extensions') with ordinality x (item, ord);

  drop table loading, loading_value;
  return loaded;
end
$$;
comment on function load_reports is '装载 Fills the tables from every document that is not loaded yet, all or none.';
