package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTermsTest {
  @Test
  void aServerThatDoesNotCompressAgreesToNothing() throws Breach {
    assertThat(DeflateTerms.agreed(List.of())).isEmpty();
    assertThat(DeflateTerms.agreed(List.of(" "))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "permessage-deflate, true",
    "Permessage-Deflate; Client_No_Context_Takeover, true",
    "permessage-deflate; server_no_context_takeover; client_no_context_takeover, false",
    "permessage-deflate; server_max_window_bits=8, true",
    "permessage-deflate;client_max_window_bits=\"15\" ; server_max_window_bits = 10, true",
  })
  void readsWhatAServerAgreesTo(String header, boolean keeps) throws Breach {
    assertThat(DeflateTerms.agreed(List.of(header))).contains(new DeflateTerms(keeps));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; server_max_window_bits=99",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; mystery",
        "permessage-deflate;",
        "permessage-deflate, permessage-deflate",
        "permessage-bzip2",
        "x-webkit-deflate-frame",
      })
  void refusesWhatWasNotOfferedOrMakesNoSense(String header) {
    assertThatThrownBy(() -> DeflateTerms.agreed(List.of(header)))
        .isInstanceOfSatisfying(
            Breach.class,
            breach -> {
              assertThat(breach.code()).isEqualTo(Breach.EXTENSION);
              assertThat(breach.words()).startsWith("answered ");
            });
  }
}
