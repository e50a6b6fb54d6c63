package io.daplug.autoconfigure.stream;

import java.util.List;
import java.util.function.Supplier;

import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;

import org.springframework.util.function.SingletonSupplier;

/**
 * Parks in several places. These are asked for when the first change is parked.
 */
final class CompositeChangeParking implements ChangeParking {

	private final SingletonSupplier<List<ChangeParking>> parkings;

	CompositeChangeParking(Supplier<List<ChangeParking>> parkings) {
		this.parkings = SingletonSupplier.of(parkings);
	}

	@Override
	public void park(ChangeParked parked) throws Exception {
		Exception failure = null;
		for (ChangeParking parking : this.parkings.obtain()) {
			try {
				parking.park(parked);
			}
			catch (Exception ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public boolean keepsChanges() {
		return this.parkings.obtain().stream().anyMatch(ChangeParking::keepsChanges);
	}

}
