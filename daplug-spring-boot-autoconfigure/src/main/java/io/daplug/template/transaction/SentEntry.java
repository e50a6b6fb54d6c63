package io.daplug.template.transaction;

import io.daplug.template.model.TransactionFailure;
import io.daplug.template.write.PlannedEntry;
import io.daplug.template.write.TransactedWrite;

/**
 * An entry that goes out.
 *
 * @param index its place among all entries
 * @param planned as it was added
 * @param write what it writes
 */
record SentEntry(int index, PlannedEntry planned, TransactedWrite write) {

	/** The entry, for those who have to name it. */
	TransactionFailure.Entry entry() {
		return FailureFactory.entry(this.index, this.planned);
	}

}
