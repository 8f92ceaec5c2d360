package dev.logtail.tool.probe;

import java.util.List;

/** How much of a report is told. */
public enum Detail {
  /** What is not ok. */
  PROBLEMS,
  STEPS,
  /** Headers and certificates too. */
  ALL;

  /** What is told of one target, in its order. */
  List<Step> of(TargetReport report) {
    return report.steps().stream()
        .filter(step -> this != PROBLEMS || step.verdict() != Step.Verdict.OK)
        .map(step -> this == ALL ? step : step.with(List.of()))
        .toList();
  }
}
