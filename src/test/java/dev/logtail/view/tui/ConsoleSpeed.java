package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Measures what a frame costs, and the storing of what came since the last one, with a million
 * records held and thirty frames a second: no threads, no terminal, no assertions. Arguments: how
 * many records are held, how many come late a second, by how many milliseconds, how many workers
 * there are.
 */
public final class ConsoleSpeed {
  private static final int FRAMES = 600;
  private static final int FRAMES_A_SECOND = 30;
  private static final int IN_ORDER_A_SECOND = 10_000;

  private ConsoleSpeed() {}

  public static void main(String[] args) {
    int held = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int late = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    long millis = args.length > 2 ? Long.parseLong(args[2]) : 1000;
    int workers = args.length > 3 ? Integer.parseInt(args[3]) : 4;
    System.out.println(
        held + " held, " + late + "/s come " + millis + " ms late, " + workers + " workers");
    for (String[] keys :
        new String[][] {
          {},
          {"PgUp"},
          {"&", "'e", "Enter", "/", "'1", "Enter"},
          {"PgUp", "P"},
          {"i"},
          {"v"},
          {"v", "i", "PgUp", "&", "'e", "Enter"},
        }) {
      run(farm(held, workers), 0, millis, keys);
      run(farm(held, workers), late, millis, keys);
    }
  }

  private static FakeFarm farm(int held, int workers) {
    FakeFarm farm = new FakeFarm(held * 330L, 1).populated();
    if (workers > farm.workers().size()) {
      farm.staffed(FakeStaff.crowd(workers));
    }
    for (int i = 0; i < held; i += 1000) {
      farm.log(1000);
    }
    return farm;
  }

  private static void run(FakeFarm farm, int late, long millis, String... keys) {
    ConsoleRig rig = new ConsoleRig(farm, 160, 50).press(keys);
    int[] made = {0};
    IntConsumer step =
        frame -> {
          farm.log(IN_ORDER_A_SECOND / FRAMES_A_SECOND);
          for (int i = 0; i < late / FRAMES_A_SECOND; i++) {
            farm.late(new WorkerKey("late" + made[0]++ % 5), millis);
          }
        };
    for (int frame = 0; frame < FRAMES; frame++) {
      step.accept(frame);
      rig.frame();
    }
    long[] storing = new long[FRAMES];
    long[] drawing = new long[FRAMES];
    for (int frame = 0; frame < FRAMES; frame++) {
      long start = System.nanoTime();
      step.accept(frame);
      long stored = System.nanoTime();
      rig.frame();
      storing[frame] = stored - start;
      drawing[frame] = System.nanoTime() - stored;
    }
    System.out.printf(
        "%-22s %4d late/s  %,d held  storing a frame's worth %s  frame %s%n",
        String.join(" ", keys), late, farm.entries().size(), figures(storing), figures(drawing));
  }

  private static String figures(long[] nanos) {
    Arrays.sort(nanos);
    double mean = Arrays.stream(nanos).average().orElse(0) / 1e6;
    return String.format(
        "mean %.2f p99 %.2f max %.2f ms",
        mean, nanos[nanos.length * 99 / 100] / 1e6, nanos[nanos.length - 1] / 1e6);
  }
}
