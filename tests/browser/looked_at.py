"""Where axe looks at each page: a page that is added stands here, or a test is red."""

IN_TESTS = {
    "account.first": ("test_people_pages.py", "/account/first/"),
    "account.prove": ("test_people_pages.py", "/account/prove"),
    "account.second_step": ("test_people_pages.py", "Enter the code"),
    "account.set_up": ("test_people_pages.py", "Set up the second step"),
    "account.sign_in": ("test_people_pages.py", "/account/sign-in"),
    "assessment.baseline": ("test_examination_pages.py", "/examination/baseline"),
    "assessment.before_testing": ("test_safety_pages.py", "/before-testing"),
    "assessment.emergency": ("test_safety_pages.py", "/emergency"),
    "assessment.finding_history": ("test_examination_pages.py", "/answers/bent-knee-stretch"),
    "assessment.impression": ("visiting.py", "own impression"),
    "assessment.override": ("test_safety_pages.py", "/override"),
    "assessment.position": ("test_examination_pages.py", "/examination/talk"),
    "assessment.result": ("test_safety_pages.py", "/results/pelvis-x-ray"),
    "assessment.results": ("test_safety_pages.py", "/results"),
    "assessment.rule_out": ("test_examination_pages.py", "/rule-out"),
    "assessment.rule_out_record": ("test_examination_pages.py", "/rule-out/record"),
    "assessment.safety_screen": ("test_safety_pages.py", "/safety-screen"),
    "assessment.what_if_of": ("test_examination_pages.py", "/what-if/bent-knee-stretch"),
    "papers.blank": ("test_papers_pages.py", "/blank-sheets"),
    "papers.check_code": ("test_papers_pages.py", "/check-a-code"),
    "papers.document": ("test_papers_pages.py", "Print it anyway?"),
    "papers.plan": ("test_papers_pages.py", "/plans/"),
    "papers.referral": ("test_papers_pages.py", "write-referral"),
    "papers.write_referral": ("test_papers_pages.py", "write-referral"),
    "patients.add": ("test_people_pages.py", "Add a new person"),
    "patients.people": ("test_people_pages.py", "people"),
    "patients.person": ("test_papers_pages.py", "/people/"),
    "patients.search": ("test_people_pages.py", "nobody found"),
    "patients.words": ("test_people_pages.py", "words, empty"),
    "protocol.board": ("visiting.py", "protocol board"),
    "protocol.doses": ("visiting.py", "doses to confirm"),
    "protocol.issue": ("test_papers_pages.py", "issue"),
    "protocol.note": ("test_papers_pages.py", "protocol/note"),
    "protocol.respect": ("visiting.py", "respect, answered"),
    "review.add_up": ("test_review_page.py", "/add-up/lefs"),
    "review.finish": ("test_review_page.py", "/finish"),
    "review.gate": ("test_review_page.py", "review"),
    "review.retest": ("test_review_page.py", "/re-test"),
    "review.running": ("test_review_page.py", "/running"),
}
"""File and a word of it, by the page."""

NO_PAGES = {
    "account.healthy", "account.home", "account.signature", "assessment.drawing",
    "assessment.examination", "clinic.logo", "clinic.warnings_as_file", "library.template_file",
    "papers.blank_sheet", "papers.cover_sheet", "papers.discharge_summary", "papers.preview",
    "papers.progress", "papers.shared_week", "patients.visit", "static", "style_sheet",
}  # fmt: skip
"""Files, drawings, papers, what a script asks, and addresses that only lead on."""

SAME_PAGE = {
    "assessment.diagnosis", "assessment.emergency_outcome", "assessment.sign_all",
    "review.decision", "review.diary", "review.event", "review.numbers",
}  # fmt: skip
"""A form of a page that has an address of its own, and shows that page again."""

OF_A_STATE = {
    "assessment.odd_facts", "library.change_exercise", "library.exercise_plans",
    "library.picture", "papers.batch", "papers.plans_together", "patients.as_it_was",
    "patients.merge", "patients.undo", "protocol.beside", "protocol.bring_one",
}  # fmt: skip
"""Opened in the states of states.py: a merge, a batch, a second plan, an exercise of one's own."""
