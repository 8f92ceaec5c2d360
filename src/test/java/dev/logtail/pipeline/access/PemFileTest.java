package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {
  @TempDir private static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void make() {
    certificates = Certificates.in(folder);
    certificates.openssl("genrsa -out rsa.key 2048");
    certificates.openssl("rsa -in rsa.key -traditional -out pkcs1.key");
    certificates.openssl("genpkey -algorithm ed25519 -out ed.key");
    certificates.openssl("ec -in client.key -out sec1.key");
    certificates.openssl("pkcs8 -topk8 -in client.key -out locked.key -passout pass:geheim");
    certificates.openssl(
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in client.key -out locked1.key -passout pass:geheim");
    certificates.openssl("rsa -in rsa.key -traditional -aes128 -out old.key -passout pass:geheim");
  }

  private static PemFile pem(String name) {
    return new PemFile("--key", folder.resolve(name));
  }

  private static Optional<Secret> nobody(Path key) {
    return Optional.empty();
  }

  @ParameterizedTest
  @CsvSource({"rsa.key, RSA", "pkcs1.key, RSA", "client.key, EC", "ed.key, EdDSA"})
  void readsKeysOfTheKindsInUse(String name, String algorithm) {
    assertThat(pem(name).privateKey(PemFileTest::nobody).getAlgorithm()).isEqualTo(algorithm);
  }

  @Test
  void theOldFormOfAnRsaKeyIsTheSameKey() {
    assertThat(pem("pkcs1.key").privateKey(PemFileTest::nobody))
        .isEqualTo(pem("rsa.key").privateKey(PemFileTest::nobody));
  }

  @ParameterizedTest
  @ValueSource(strings = {"locked.key", "locked1.key"})
  void anEncryptedKeyOpensWithItsPassphraseOnly(String name) {
    assertThat(pem(name).privateKey(key -> Optional.of(new Secret("geheim"))))
        .isEqualTo(pem("client.key").privateKey(PemFileTest::nobody));
    assertThatThrownBy(() -> pem(name).privateKey(key -> Optional.of(new Secret("falsch"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passphrase")
        .hasMessageNotContaining("falsch");
    assertThatThrownBy(() -> pem(name).privateKey(PemFileTest::nobody))
        .hasMessageContaining("no terminal to ask", "openssl pkcs8 -in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sec1.key", "old.key"})
  void whatIsNotReadIsConverted(String name) {
    assertThatThrownBy(() -> pem(name).privateKey(PemFileTest::nobody))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("openssl pkcs8 -topk8 -nodes -in " + folder.resolve(name));
  }

  @Test
  void whatIsNoPemIsRefused() throws IOException {
    Files.writeString(folder.resolve("junk"), "hello");
    Files.writeString(
        folder.resolve("broken"),
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> pem("junk").certificates())
        .hasMessage(
            "--key "
                + folder.resolve("junk")
                + " holds no certificate in PEM"
                + " ('-----BEGIN CERTIFICATE-----')");
    assertThatThrownBy(() -> pem("junk").privateKey(PemFileTest::nobody))
        .hasMessageContaining("holds no private key");
    assertThatThrownBy(() -> pem("broken").certificates())
        .hasMessageContaining("broken certificate");
    assertThatThrownBy(() -> pem("broken").privateKey(PemFileTest::nobody))
        .hasMessageContaining("broken key");
    assertThatThrownBy(() -> pem("missing").certificates()).hasMessageContaining("no such file");
  }

  @Test
  void aBundleHoldsManyCertificates() throws IOException {
    String both =
        "# comment\n"
            + Files.readString(folder.resolve("ca.pem"))
            + "\ntext in between\n"
            + Files.readString(folder.resolve("stranger.pem"));
    Files.writeString(folder.resolve("bundle"), both);

    assertThat(pem("bundle").certificates()).hasSize(2);
  }

  @Test
  void aKeyOfAnotherKindThanTheCertificateIsNoticed() {
    assertThatThrownBy(
            () ->
                PemIdentity.read(
                    folder.resolve("client.pem"), folder.resolve("rsa.key"), PemFileTest::nobody))
        .hasMessageContaining("is not the key of the certificate");
  }
}
