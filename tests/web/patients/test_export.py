"""A lead takes everything that is stored of one person out, after the password once more."""

import io
import zipfile

from tests.web.browsing import HOST

ORIGIN = {"Origin": f"http://{HOST}"}


def test_the_file_holds_everything_and_its_name_no_name(signed_in, a_visit, clock):
    visit = a_visit()
    at = f"/people/{visit.person_id}"
    signed_in.get(at)
    fields = signed_in.page.hidden_fields(f"{at}/export")
    answer = signed_in.client.post(f"{at}/export", data=fields, headers=ORIGIN)

    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Runner" not in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert {"record.json", "columns.csv", "tables/encounter.csv"} <= set(file.namelist())

    clock.pass_by(minutes=6)
    asked = signed_in.client.post(f"{at}/export", data=fields, headers=ORIGIN)
    assert "/account/prove" in asked.headers["Location"]
