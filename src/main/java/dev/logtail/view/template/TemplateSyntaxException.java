package dev.logtail.view.template;

import dev.logtail.model.ErrorPlace;

/** A template that cannot be understood. The message says in one line what is wrong. */
public final class TemplateSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient ErrorPlace place;

  TemplateSyntaxException(String text, int index, String message) {
    super(message);
    this.place = new ErrorPlace(text, index);
  }

  public ErrorPlace place() {
    return place;
  }
}
