package io.daplug.template.transaction;

import io.daplug.template.model.TransactionFailure;
import io.daplug.template.write.TransactedWrite;

/**
 * An entry that goes out.
 *
 * @param entry which one it is
 * @param write what it writes
 */
record SentEntry(TransactionFailure.Entry entry, TransactedWrite write) {

}
