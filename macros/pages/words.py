"""The words of the interface that somebody asks for: what `data/interface.yml` must hold.

Templates say themselves what they ask for (`ui.page.edit`); what Python and the scripts ask for
stands here. A word that is missing is then told by the check, and not by a page that fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..data.links import PAGES
from ..data.places import DOCS, TEMPLATES
from .handwritten import MARKUP, below, text_of

PYTHON: Mapping[str, str] = {
    "nav": "home foundations elements practices onboarding assessment checklists about",
    "draft": "status since until owner text more",
    "marks": "colon list_separator",
    "ours": """
        ask none status_in_use status_not_now status_stopped status_trying every_shift every_day every_week
        every_fortnight every_month every_quarter every_half_year every_year every_event in_use_since
    """,
    "page": "fictional example untranslated",
    "pages": " ".join(page.replace("-", "_") for page in PAGES if page != "home"),
    "theme": "permalink to_auto to_dark to_light",
    "wrong": "issue_title text",
}
"""Group and keys."""

SCRIPTS: Mapping[str, str] = {
    "assessment": """
        heading answer_on_element limits paper kept_here shared_here whole progress next
        reworded result result_here nothing_yet score_of answered too_few too_small
        prompt_same prompt_both look_again as_meant bars chart table element score answered_head
        words_head first first_none lowest talk_about your_answer first_step first_session
        find_out find_out_text conversation team_link take_away print copy_link link_text
        code code_text copy_code history keep_result kept history_text now left right side
        side_text other_version other_language remove_kept remove_kept_sure delete
        delete_sure from_link back_to_mine take_over take_over_sure replace keep_mine
        link_cut link_mistyped link_revision link_language report_title report_date same_as
        not_fetched
    """,
    "team": """
        protect handler choose stays groups what_shown people shows shows_none shows_some
        shows_more or_more no_script collect expected paste add files found_none added
        problems too_big count count_of more_than list remove removed put_back reason_cut reason_mistyped
        reason_revision reason_language reason_twice reason_newer bad_list bad mode
        confidential open agreed not_agreed close_batch close_text forget refused_overlap
        refused_open picture closed_on mode_confidential mode_open open_note few n_of n
        agreement agreement_value agreement_none differ mean sd dots split talk talk_none
        talk_lowest talk_few nothing_shown reopen again picture_title json copy_json markdown
        print_picture take_text compare compare_text compare_do compare_bad compare_version
        compare_language compare_soon no_change change no_verdict verdict threshold
        compare_note
    """,
    "plan": """
        hello hello_anyone plan_of plan_of_anyone role buddy start progress progress_value
        no_role unknown_role no_start bad_start starts_in starts_tomorrow day_n past
        nothing_now next_is count_now is_today is_overdue is_overdue_one blocked
        note reworded state_differs take_over leave brought copy_status copy_link_state
        status_title status_overdue status_today status_blocked status_next note_after
        note_is mark_blocked mark_done download_calendar copy_calendar copy_for_chat
        copy_as_markdown copy_as_issue copy_feedback no_answers copy_link show_qr hide_qr
        qr_alt qr_hint qr_failed open_here copy_message change_plan save_change saved_change
        whole_path make_plan remove remove_sure removed is_open plan_counts view_new_hire
        view_buddy view_lead view_everyone viewing
    """,
    "plan_message": """
        new_hire new_hire_anyone new_hire_text buddy buddy_anyone buddy_text lead
        lead_anyone lead_text start buddy_is keep
    """,
    "copying": """
        copy copy_markdown copy_chat copy_table download copied saved copy_by_hand close
        source source_csv
    """,
    "store": "kept_none kept_full kept_newer set_aside see_progress",
    "checklist": """
        count done_on reworded still_true confirmed reset was_reset unticked undo undone
        print_sheet print_shown printed_on filter_element filter_all filter_foundations
        filter_state filter_open filter_done shown nothing paper listed
        welcome
    """,
    "progress": """
        kept_here backup backup_text back back_text loading kept lasting nothing checklist
        assessment onboarding other ticked left_data answers results shown plans settings
        unknown delete what_checklist what_assessment what_onboarding what_other what_aside
        what_all sure not_deleted backup_file backup_copy backup_name last_backup no_backup
        choose_file paste look would_new would_newer would_gone would_older would_same
        bring_back nothing_to_do brought_back bad_unreadable bad_newer bad_empty bad_large
        aside_title aside aside_file aside_copy drafts drafts_on
    """,
    "wrong": "title issue without_account how text issue_title",
    "propose": """
        needs_script required optional basics title title_hint id id_hint id_taken summary
        summary_hint element choose owner nobody helps helps_hint steps step step_title
        step_do step_done step_done_hint add_step checklist checklist_hint check add_check
        more example_title example_body example_hint template_title template_body
        pitfall_sign pitfall_move related related_most make made not_whole file to_send on_forge forge_hint
        stands_in
    """,
    "marks": "colon semicolon list_separator separator apart next_sentence in_brackets",
    "filter": "label shown nothing paper",
    "deleting": "yes_delete keep deleted",
    "search": "name say close results found found_one nothing practices failed try",
}
"""All that `script_words` hands to a widget. A test keeps the table and the file the same."""

_SHOWN = re.compile(r"\bui\.(\w+)\.(\w+)")
_HANDED = re.compile(r"script_words\(([^)]*)\)")


def asked() -> tuple[str, ...]:
    """Every word that is asked for, as `group.key`; a group that no table knows as `group.*`."""
    found = {
        f"{group}.{key}" for table in (PYTHON, SCRIPTS) for group in table for key in table[group].split()
    }
    for text in _sources():
        found |= {f"{group}.{key}" for group, key in _SHOWN.findall(text)}
        for handed in _HANDED.findall(text):
            found |= {
                f"{group}.*" for group in re.findall(r"['\"](\w+)['\"]", handed) if group not in SCRIPTS
            }
    return tuple(sorted(found))


def _sources() -> Iterator[str]:
    """The templates, the pages and the theme: read each time, for under `serve` they change."""
    return map(text_of, below(TEMPLATES, DOCS, kinds=MARKUP))
