package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import java.util.List;

/**
 * What the targets of a command line mean among the workers that there are.
 *
 * @param chosen the workers that fit, in the API's order, each once
 * @param unknown targets that fit nothing
 * @param ambiguous parts that fit several; none of those is chosen through them
 */
public record Resolution(
    List<Worker> chosen, List<UnknownTarget> unknown, List<AmbiguousTarget> ambiguous) {
  public Resolution {
    chosen = List.copyOf(chosen);
    unknown = List.copyOf(unknown);
    ambiguous = List.copyOf(ambiguous);
  }
}
