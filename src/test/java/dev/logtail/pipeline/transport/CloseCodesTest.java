package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6455, 7.4, and the registry of close codes. */
class CloseCodesTest {
  @ParameterizedTest
  @CsvSource({
    "999, no legal code, false",
    "1000, normal, true",
    "1001, going away, true",
    "1002, protocol error, true",
    "1003, unacceptable data, true",
    "1004, reserved, false",
    "1005, no code, false",
    "1006, lost without a close, false",
    "1007, text that is not UTF-8, true",
    "1008, policy, true",
    "1009, message too big, true",
    "1010, extension missing, true",
    "1011, server failure, true",
    "1012, restart, true",
    "1013, try again later, true",
    "1014, bad gateway, true",
    "1015, TLS failed, false",
    "1016, no legal code, false",
    "2999, no legal code, false",
    "3000, unauthorised, true",
    "3001, 'a library''s code', true",
    "3003, forbidden, true",
    "3008, timeout, true",
    "3999, 'a library''s code', true",
    "4000, its own code, true",
    "4999, its own code, true",
    "5000, no legal code, false"
  })
  void eachHasAMeaningAndIsSentOrNot(int code, String meaning, boolean sent) {
    assertThat(CloseCodes.meaning(code)).isEqualTo(meaning);
    assertThat(CloseCodes.mayBeSent(code)).isEqualTo(sent);
  }

  @Test
  void onlyWhatMayBeSentHasAMeaningOfItsOwnBeyondTheReservedOnes() {
    assertThat(IntStream.range(0, 6000).filter(code -> !CloseCodes.mayBeSent(code)))
        .filteredOn(code -> !CloseCodes.meaning(code).equals("no legal code"))
        .containsExactly(1004, 1005, 1006, 1015);
  }
}
