"use strict";
/* Before the form stand two hundred words of regulation, and what matters is in the middle: all that stood in a table, too. */
labForm.barrier("wall-of-text", (form) => {
  const BEFORE = "In accordance with the provisions governing the administration of services within the district, and "
    + "subject to the exceptions set out below, persons wishing to avail themselves of the facility described herein are "
    + "requested to familiarise themselves with the entirety of the following particulars prior to commencement. It is the "
    + "responsibility of the person making the submission to ensure that all information supplied is accurate, complete and "
    + "current at the time of submission, notwithstanding any information previously supplied to this or any other department "
    + "of the authority, which may not be relied upon for the purposes of the present application.";
  const AFTER = "Submissions which are incomplete, illegible or otherwise deficient will not be processed and may be returned "
    + "without further notification, in which event the period referred to above shall recommence upon receipt of a "
    + "submission satisfying the aforementioned requirements. The authority reserves the right to request supplementary "
    + "documentation where this is considered necessary for the determination of entitlement, and to amend, suspend or "
    + "discontinue the facility, in whole or in part, at its discretion. Nothing in the foregoing shall be construed as "
    + "conferring any right or expectation beyond those arising under the applicable regulations, copies of which may be "
    + "inspected by prior arrangement during the hours of business.";
  // A short form begins without a word.
  function made() {
    const heading = document.body.dataset.page === document.body.dataset.first && document.querySelector("main h1, main .like-h1");
    if (!heading) return null;
    const words = Object.assign(document.createElement("p"), { className: "lead" });
    heading.after(words);
    return words;
  }
  const lead = /** @type {HTMLElement | null} */ (document.querySelector("main .lead")) ?? made();
  if (!lead || document.body.dataset.outcome) return;
  document.querySelectorAll("main .or-read").forEach((words) => words.remove());
  const asked = [...document.querySelectorAll("main .in-short tr")].map((row) => {
    const [what, how] = [...row.children].map((cell) => cell.textContent);
    return ` In respect of the particular designated “${what}”, the requirement to be satisfied is prescribed as follows: ${how}.`;
  });
  document.querySelectorAll("main .in-short").forEach((table) => table.remove());
  lead.textContent = `${BEFORE} ${lead.textContent}${asked.join("")} ${AFTER}`;
  form.mark(lead, "wall-of-text");
  form.whenShown(() => form.met("wall-of-text"));
}, { hasStyle: true });
