package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.WorkerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class PaletteTest {
  private static final List<Ink> INKS = Theme.dark().workers();

  @Property(tries = 500)
  void no_two_workers_look_alike_before_every_colour_is_used(
      @ForAll @Size(max = 20) Set<@NotEmpty String> keys) {
    Palette palette = new Palette(INKS);
    Set<Ink> inks =
        keys.stream().map(key -> palette.inkOf(new WorkerKey(key))).collect(Collectors.toSet());
    assertThat(inks).hasSize(keys.size());
  }

  @Property(tries = 200)
  void colours_are_used_evenly_and_kept(
      @ForAll @Size(min = 30, max = 90) Set<@NotEmpty String> keys) {
    Palette palette = new Palette(INKS);
    Map<Ink, Integer> uses = new HashMap<>();
    Map<String, Ink> given = new HashMap<>();
    for (String key : keys) {
      Ink ink = palette.inkOf(new WorkerKey(key));
      given.put(key, ink);
      uses.merge(ink, 1, Integer::sum);
    }
    int floor = keys.size() / INKS.size();
    assertThat(uses.values()).allMatch(count -> count == floor || count == floor + 1);
    given.forEach((key, ink) -> assertThat(palette.inkOf(new WorkerKey(key))).isEqualTo(ink));
  }

  @Example
  void a_first_worker_has_the_same_colour_in_every_view() {
    WorkerKey key = new WorkerKey("user123_002050.SZ_hidden_dragon");
    assertThat(new Palette(INKS).inkOf(key)).isEqualTo(new Palette(INKS).inkOf(key));
  }

  @Example
  void without_colours_everybody_has_the_terminals_own() {
    assertThat(new Palette(List.of()).inkOf(new WorkerKey("a"))).isEqualTo(Ink.DEFAULT);
  }

  @Property(tries = 200)
  void another_theme_keeps_each_workers_place_and_the_way_back_restores_it(
      @ForAll @Size(max = 40) Set<@NotEmpty String> keys,
      @ForAll @Size(max = 20) Set<@NotEmpty String> later) {
    Palette dark = new Palette(INKS);
    List<Integer> places = keys.stream().map(key -> placeOf(dark, INKS, key)).toList();
    List<Ink> light = Theme.light().workers();
    assertThat(light).hasSameSizeAs(INKS);
    Palette lit = dark.with(light);
    assertThat(keys.stream().map(key -> placeOf(lit, light, key)).toList()).isEqualTo(places);

    Palette few = lit.with(Theme.basic().workers());
    Set<Ink> used =
        keys.stream().map(key -> few.inkOf(new WorkerKey(key))).collect(Collectors.toSet());
    assertThat(used).hasSize(Math.min(keys.size(), Theme.basic().workers().size()));
    assertThat(few.with(List.of()).inkOf(new WorkerKey("a"))).isEqualTo(Ink.DEFAULT);
    later.forEach(key -> few.inkOf(new WorkerKey(key)));

    Palette back = few.with(INKS);
    assertThat(keys.stream().map(key -> placeOf(back, INKS, key)).toList()).isEqualTo(places);
  }

  private static int placeOf(Palette palette, List<Ink> inks, String key) {
    return inks.indexOf(palette.inkOf(new WorkerKey(key)));
  }
}
