/* Our tabs, widgets and blocks in Allure's page. Everything that is shown passes through esc(). */
(function (allure, storage) {
  "use strict";

  var api = allure.api;
  // The class that all of Allure's views extend; Allure does not export it by itself.
  var View = Object.getPrototypeOf(allure.components.WidgetStatusView);

  var VERDICTS = [
    ["violated", "Violated", "VIOLATED"],
    ["inconclusive", "Could not be assessed", "INCONCLUSIVE"],
    ["broken", "Broken control", "BROKEN"],
    ["needsReview", "Needs review", "NEEDS_REVIEW"],
    ["waived", "Waived", "WAIVED"],
    ["compliant", "Compliant", "COMPLIANT"],
    ["notApplicable", "Not applicable", "NOT_APPLICABLE"]
  ];

  function esc(text) {
    return String(text).replace(/[&<>"'`=]/g, function (c) {
      return "&#" + c.charCodeAt(0) + ";";
    });
  }

  function each(list, render) {
    return list.map(render).join("");
  }

  /* A bar of all verdicts; the parts are as wide as their counts. */
  function bar(counts) {
    return '<span class="pl-bar">' + each(VERDICTS, function (verdict) {
      var count = counts[verdict[0]];
      return count
        ? '<span class="pl-bar__part pl-' + verdict[2] + '" style="flex-grow:' + Number(count) + '" title="' +
          esc(verdict[1]) + '">' + Number(count) + "</span>"
        : "";
    }) + "</span>";
  }

  function widget(title, render) {
    return View.extend({
      template: function (data) {
        return '<h2 class="widget__title">' + esc(title) + "</h2>" + render(data);
      }
    });
  }

  var Score = widget("Compliance", function (data) {
    return each(data.items, function (audit) {
      return '<div class="pl-score"><h3>' + esc(audit.target) + " <small>" + esc(audit.benchmark) + "</small></h3>" +
        '<div class="pl-figures">' +
        '<div class="pl-figure"><b>' + esc(audit.score) + "</b><span>score</span>" +
        "<small>compliant of all that could be decided</small></div>" +
        '<div class="pl-figure"><b>' + esc(audit.coverage) + "</b><span>coverage</span>" +
        "<small>decided of all that apply</small></div></div>" +
        bar(audit.counts) +
        '<ul class="pl-legend">' + each(VERDICTS, function (verdict) {
          var count = audit.counts[verdict[0]];
          return count
            ? '<li><a href="#verdicts"><i class="pl-' + verdict[2] + '"></i>' + Number(count) + " " +
              esc(verdict[1].toLowerCase()) + "</a></li>"
            : "";
        }) + "</ul>" +
        each(audit.notes, function (note) {
          return '<p class="pl-note">' + esc(note) + "</p>";
        }) + "</div>";
    });
  });

  /* What an attacker could do, in sentences; the changes that prevent most of it below them. */
  var Attack = widget("Attack paths", function (data) {
    return data.items.length === 0
      ? "<p>None is known.</p>"
      : each(data.items, function (attack) {
          return "<h3 class=\"pl-attack__title\">" + (data.items.length > 1 ? esc(attack.target) + ": " : "") + esc(attack.title) +
            '</h3><ol class="pl-attack">' + each(attack.paths, function (path) {
              return '<li class="pl-attack__' + (path.certain ? "open" : "doubtful") + '">' + esc(path.sentence) +
                each(path.doubts, function (doubt) {
                  return "<small>could not look: " + esc(doubt) + "</small>";
                }) + "</li>";
            }) + "</ol>" +
            (attack.more > 0 ? "<p>and " + Number(attack.more) + " more, see results.json</p>" : "") +
            (attack.unreached ? '<p class="pl-note">' + esc(attack.unreached) + "</p>" : "") +
            (attack.cuts.length > 0 ? "<h4>The changes that break most of them, one after the other</h4><ol>" +
              each(attack.cuts, function (cut) {
                return "<li>" + esc(cut) + "</li>";
              }) + "</ol>" : "");
        });
  });

  function rows(tab) {
    return function (data) {
      return '<table class="pl-rows">' + each(data.items, function (row) {
        return '<tr><td class="pl-name"><a href="#' + tab + '">' + esc(row.name) + "</a>" + (row.note ? "<small>" + esc(row.note) + "</small>" : "") + "</td><td>" + bar(row.counts) +
          '</td><td class="pl-percent">' + esc(row.score || "–") + "</td></tr>";
      }) + "</table>";
    };
  }

  var Violations = widget("Worst violations", function (data) {
    return data.items.length === 0
      ? "<p>None.</p>"
      : '<table class="pl-rows">' + each(data.items, function (item) {
          return '<tr><td><span class="pl-severity pl-severity_' + esc(item.severity) + '">' + esc(item.severity) +
            '</span></td><td><a href="#testresult/' + esc(item.uid) + '">' + esc(item.name) + "</a><small>" +
            esc(item.headline) + "</small></td></tr>";
        }) + "</table>" +
        (data.more > 0 ? '<p><a href="#verdicts">and ' + Number(data.more) + " more</a></p>" : "");
  });

  var Environment = widget("Environment", function (data) {
    return '<table class="pl-rows">' + each(data.items, function (setting) {
      return '<tr><td class="pl-name">' + esc(setting.name) + "</td><td>" + esc(setting.value) + "</td></tr>";
    }) + "</table>";
  });

  /* The findings of a control, open on its page. */
  var Findings = View.extend({
    className: "pane__section",
    template: function (data) {
      var block = data.extra.plimsoll;
      if (block.findings.length === 0) {
        return "";
      }
      return '<h3 class="pane__section-title">Findings</h3><table class="pl-findings"><thead><tr><th>Verdict</th>' +
        "<th>Subject</th><th>What was found</th><th>Evidence</th></tr></thead><tbody>" +
        each(block.findings, function (finding) {
          return '<tr><td><span class="pl-verdict pl-' + esc(finding.verdict) + '">' + esc(finding.words) +
            "</span></td><td><code>" + esc(finding.subject) + "</code>" +
            (finding.state ? " <small>" + esc(finding.state) + "</small>" : "") + "</td><td>" + esc(finding.message) +
            "</td><td>" + each(finding.evidence, function (evidence) {
              return "<code>" + esc(evidence) + "</code>";
            }) + "</td></tr>";
        }) + "</tbody></table>" +
        (block.more > 0 ? "<p>and " + Number(block.more) + " more, see results.json</p>" : "");
    }
  });

  /* What Allure's own status, severity and parameters say, in our words and in one line. */
  var Facts = View.extend({
    className: "pane__section",
    template: function (data) {
      var block = data.extra.plimsoll;
      return '<p class="pl-facts"><span class="pl-verdict pl-' + esc(block.verdict) + '">' + esc(block.words) +
        '</span><span class="pl-severity pl-severity_' + esc(block.severity) + '">' + esc(block.severity) + "</span>" +
        each(block.facts, function (fact) {
          return "<span>" + esc(fact) + "</span>";
        }) + "</p>";
    }
  });

  /* A tree with a single root opens it. */
  var Tree = allure.components.TreeLayout.extend({
    onViewReady: function () {
      allure.components.TreeLayout.prototype.onViewReady.apply(this, arguments);
      var roots = this.$(".tree__content > .node");
      if (roots.length === 1) {
        roots.addClass("node__expanded");
      }
    }
  });

  /* Allure keeps a reader's choices; these are the ones to begin with. */
  function beginWith(view, choices) {
    var key = "ALLURE_REPORT_SETTINGS" + view;
    if (!storage.getItem(key)) {
      storage.setItem(key, JSON.stringify(choices));
    }
  }

  function tab(name, title, icon, sorting) {
    beginWith("_" + title.toUpperCase(), { treeSorting: sorting });
    api.addTab(name, {
      title: title,
      icon: "fa fa-" + icon,
      route: name + "(/)(:testGroup)(/)(:testResult)(/)(:testResultTab)(/)",
      onEnter: function (testGroup, testResult, testResultTab) {
        return new Tree({
          testGroup: testGroup,
          testResult: testResult,
          testResultTab: testResultTab,
          tabName: title,
          baseUrl: name,
          url: "data/" + name + ".json",
          csvUrl: "data/" + name + ".csv"
        });
      }
    });
  }

  // Of Allure's own parts those stay that say something of an audit: no suites, durations, retries, trends.
  var Description = api.testResultBlocks.before[0];
  api.tabs = api.tabs.slice(0, 1);
  api.testResultTabs = [];
  api.testResultBlocks = { tag: [Facts], before: [Description, Findings], after: [] };
  api.widgets.widgets = {};
  api.addWidget("widgets", "score", Score);
  api.addWidget("widgets", "attack", Attack);
  api.addWidget("widgets", "sections", widget("Compliance by section", rows("controls")));
  api.addWidget("widgets", "violations", Violations);
  api.addWidget("widgets", "threats", widget("Compliance by STRIDE threat", rows("stride")));
  api.addWidget("widgets", "environment", Environment);

  // "Skipped" is what neither holds nor is violated and stands outside the score: to review, waived, not applicable.
  var words = { failed: "Violated", broken: "Not assessed", passed: "Compliant", skipped: "Not counted" };
  api.addTranslation("en", { status: words, testResult: { execution: { name: "Download" } } });

  beginWith("_WIDGETS", { widgets: [["attack", "score", "violations"], ["sections", "threats", "environment"]] });
  beginWith("", { language: "en", sideBySidePosition: [36, 64] });
  var inOrder = { sorter: "sorter.order", ascending: true };
  tab("controls", "Controls", "check-square-o", inOrder);
  tab("stride", "STRIDE", "shield", inOrder);
  tab("verdicts", "Verdicts", "flag", { sorter: "sorter.status", ascending: false });
})(window.allure, window.localStorage);
