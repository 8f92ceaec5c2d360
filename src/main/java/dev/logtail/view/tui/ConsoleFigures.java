package dev.logtail.view.tui;

/**
 * The numbers of the header.
 *
 * @param recordsPerSecond over all workers, lately
 * @param lost records known to be lost or dropped so far
 * @param connected how many workers' streams are live
 * @param total how many workers there are
 * @param bytesHeld memory that the entries held take, about
 * @param bytesCap how much they may take
 * @param source where the workers were learned from, for example the API's URL: foreign text
 * @param discoveryFailure why the workers can't be learned at the moment, in one line, or "":
 *     foreign text
 */
public record ConsoleFigures(
    double recordsPerSecond,
    long lost,
    int connected,
    int total,
    long bytesHeld,
    long bytesCap,
    String source,
    String discoveryFailure) {}
