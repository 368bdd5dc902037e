"""The note for work, cut from the plan: the advice that holds at a desk or at a wheel."""

from planner.documents.values import Icon, PatientPlan, WorkNote

AT_WORK = frozenset({Icon.SITTING, Icon.BENDING, Icon.DRIVING, Icon.WORK})


def work_note(plan: PatientPlan) -> WorkNote | None:
    """The note, or nothing where the plan has no advice that holds at work."""
    rows = tuple(row for row in plan.every_day if row.icon in AT_WORK)
    if not rows:
        return None
    coming = plan.next_visit.when if plan.next_visit else ""
    return WorkNote(
        identity=plan.identity,
        rows=rows,
        draft=plan.draft,
        until="" if "__" in coming else coming,
    )
