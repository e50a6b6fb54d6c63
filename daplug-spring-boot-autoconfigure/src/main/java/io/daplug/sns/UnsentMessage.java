package io.daplug.sns;

/**
 * A message that was not sent.
 *
 * @param message the message
 * @param cause why
 */
record UnsentMessage(Message message, Exception cause) {

}
