package io.daplug.event;

/**
 * What a call that writes says about the announcement of its change, before anything is
 * sent.
 *
 * @param table the logical name of the table
 * @param publish whether the change is to be announced
 * @param message what the call says about its message
 * @param ownSchema whether the item is shaped by another schema than the table's
 * @param ownPrefix whether a key carries another prefix than the table's
 */
public record AnnouncedCall(String table, boolean publish, MessageOptions message, boolean ownSchema,
		boolean ownPrefix) {

}
