/* Starts what each page uses. Every page works without any of this. */

import { startBodyChart } from "./body-chart.js";
import { startDiary } from "./diary.js";
import { startFocus } from "./focus.js";
import { startGrading } from "./grading.js";
import { startKeys } from "./keys.js";
import { startOnePerson } from "./one-person.js";
import { startPositions } from "./positions.js";
import { startSaving } from "./saving.js";
import { startPrinting } from "./printing.js";
import { startProgress } from "./progress.js";
import { startTyping } from "./typing.js";
import { startWaiting } from "./waiting.js";

startOnePerson(document);
startFocus(document);
startSaving(document);
startKeys(document);
startGrading(document);
startBodyChart(document);
startPrinting(document);
startProgress(document);
startWaiting(document);
startPositions(document);
startTyping(document);
startDiary(document);
