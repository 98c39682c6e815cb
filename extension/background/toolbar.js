// The toolbar button of a tab: how many listings are flagged, or that something is wrong.

/** @param {number} tab @param {TabState} state @param {Speaker} speak */
export async function show(tab, state, speak) {
  const flagged = state.report?.listings.filter(({ assessment }) => assessment.level === "high" || assessment.level === "medium").length ?? 0;
  const high = state.report?.listings.some(({ assessment }) => assessment.level === "high") ?? false;
  let text = flagged ? String(flagged) : "";
  let title = state.report?.readable ? speak.say("toolbar_count", { count: flagged }) : speak.say("extension_name");
  let colour = high ? "#b3141c" : "#8a4b00";
  if (state.capture?.stage === "running") {
    text = `${Math.round((100 * state.capture.done) / state.capture.of)}%`;
    title = speak.say("capture_running", state.capture);
    colour = "#1f4f9e";
  } else if (!state.overlay) {
    text = speak.say("toolbar_off");
    title = speak.say("toolbar_off_title");
    colour = "#5b6476";
  } else if (state.failure) {
    text = "!";
    title = speak.failed(state.failure).title;
    colour = "#5b6476";
  } else if (state.report && !state.report.readable) {
    text = "?";
    title = speak.say("unreadable");
    colour = "#5b6476";
  }
  try {
    await chrome.action.setBadgeBackgroundColor({ tabId: tab, color: colour });
    await chrome.action.setBadgeTextColor({ tabId: tab, color: "#ffffff" });
    await chrome.action.setBadgeText({ tabId: tab, text });
    await chrome.action.setTitle({ tabId: tab, title });
  } catch (error) {
    if (!/No tab with id/i.test(String(error))) throw error;
  }
}
