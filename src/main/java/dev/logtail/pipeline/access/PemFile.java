package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A file of certificates or of a key, in PEM. Whatever is wrong with it, the exception's message is
 * for the user.
 *
 * @param option how the file was named
 */
public record PemFile(String option, Path file) {
  /** Asks for the passphrase of a key. */
  @FunctionalInterface
  public interface Passphrase {
    Optional<Secret> of(Path key);
  }

  /** One section of the file. */
  private record Block(String type, String text) {}

  private static final int MAX_BYTES = 4 << 20;
  private static final Pattern SECTION =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** SEQUENCE {OID rsaEncryption, NULL}, behind the version 0. */
  private static final byte[] RSA_HEAD = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  /** The certificates, at least one. */
  public List<X509Certificate> certificates() {
    List<X509Certificate> found = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.type().equals("CERTIFICATE") || block.type().equals("X509 CERTIFICATE")) {
        found.add(certificate(block));
      }
    }
    if (found.isEmpty()) {
      throw unfit("holds no certificate in PEM ('-----BEGIN CERTIFICATE-----')");
    }
    return found;
  }

  private X509Certificate certificate(Block block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes(block)));
    } catch (CertificateException e) {
      throw unfit("holds a broken certificate: " + e.getMessage());
    }
  }

  /** The first key. */
  public PrivateKey privateKey(Passphrase passphrase) {
    for (Block block : blocks()) {
      switch (block.type()) {
        case "PRIVATE KEY" -> {
          return key(bytes(block));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return key(decrypted(block, passphrase));
        }
        case "RSA PRIVATE KEY" -> {
          requirePlain(block);
          return key(pkcs8(bytes(block)));
        }
        case "EC PRIVATE KEY", "DSA PRIVATE KEY" -> throw convert(block.type());
        default -> {}
      }
    }
    throw unfit("holds no private key in PEM ('-----BEGIN PRIVATE KEY-----')");
  }

  private void requirePlain(Block block) {
    if (block.text().contains("ENCRYPTED")) {
      throw convert("encrypted " + block.type());
    }
  }

  private IllegalArgumentException convert(String form) {
    return unfit(
        "holds the key in the old form '"
            + form
            + "'; convert it: openssl pkcs8 -topk8 -nodes -in "
            + file
            + " -out "
            + file
            + ".pkcs8");
  }

  private PrivateKey key(byte[] pkcs8) {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, pkcs8).stream())
        .findFirst()
        .orElseThrow(
            () -> unfit("holds a broken key, or one of a kind other than RSA, EC or Ed25519"));
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private byte[] decrypted(Block block, Passphrase passphrase) {
    Secret words =
        passphrase
            .of(file)
            .orElseThrow(
                () ->
                    unfit(
                        "is encrypted, and there is no terminal to ask for its passphrase;"
                            + " decrypt it: openssl pkcs8 -in "
                            + file
                            + " -out "
                            + file
                            + ".plain"));
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes(block));
      String algorithm =
          info.getAlgName().startsWith("PBES2")
                  || info.getAlgName().startsWith("1.2.840.113549.1.5")
              ? info.getAlgParameters().toString()
              : info.getAlgName();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(words.reveal().toCharArray())),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (InvalidKeySpecException e) {
      throw unfit("can't be decrypted: is the passphrase right?");
    } catch (GeneralSecurityException | IOException e) {
      throw unfit(
          "is encrypted in a way that is not known here ("
              + e.getMessage()
              + "); decrypt it: openssl pkcs8 -in "
              + file
              + " -out "
              + file
              + ".plain");
    }
  }

  /** PKCS#1 is what stands inside of PKCS#8. */
  private static byte[] pkcs8(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEAD);
    inner.writeBytes(tagged(0x04, pkcs1));
    return tagged(0x30, inner.toByteArray());
  }

  /** DER: a tag, the length, the content. */
  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length <= 0xFF) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private byte[] bytes(Block block) {
    try {
      return Base64.getMimeDecoder().decode(block.text().replaceAll("(?m)^[A-Za-z-]+:.*$", ""));
    } catch (IllegalArgumentException e) {
      throw unfit("holds a broken section '" + block.type() + "'");
    }
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher section = SECTION.matcher(text());
    while (section.find()) {
      blocks.add(new Block(section.group(1), section.group(2)));
    }
    return blocks;
  }

  private String text() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unfit("is larger than 4 MiB");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unfit("can't be read: " + Reasons.of(e));
    }
  }

  private IllegalArgumentException unfit(String what) {
    return new IllegalArgumentException(option + " " + file + " " + what);
  }
}
