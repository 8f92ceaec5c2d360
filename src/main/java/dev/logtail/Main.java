package dev.logtail;

/** The one edge to the process. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("logtail");
  }
}
