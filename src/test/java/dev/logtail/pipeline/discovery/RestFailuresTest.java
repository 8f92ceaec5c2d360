package dev.logtail.pipeline.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RestFailuresTest {
  @Test
  void a_machine_out_of_descriptors_is_told_what_to_raise() {
    InternalError jdk = new InternalError(new SocketException("Too many open files"));
    IOException error = new IOException(jdk.toString(), jdk);

    URI url = URI.create("http://localhost:5000/api/workers");
    assertThat(RestFailures.of(url, error).failure().text())
        .contains("http://localhost:5000/api/workers", "too many open files", "ulimit -n")
        .doesNotContain("Exception");
  }
}
