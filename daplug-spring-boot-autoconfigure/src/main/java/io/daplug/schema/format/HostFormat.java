package io.daplug.schema.format;

/**
 * Names of hosts and their addresses, checked in place.
 */
final class HostFormat {

	private static final int MAX_LABEL = 63;

	private static final int MAX_HOSTNAME = 253;

	private HostFormat() {
	}

	static boolean isHostname(String text) {
		return isHostname(text, 0, text.length());
	}

	static boolean isHostname(String text, int start, int end) {
		if (end - start < 1 || end - start > MAX_HOSTNAME) {
			return false;
		}
		int label = 0;
		for (int i = start; i < end; i++) {
			char character = text.charAt(i);
			boolean last = i == end - 1 || text.charAt(i + 1) == '.';
			if (character == '.') {
				if (label == 0) {
					return false;
				}
				label = 0;
			}
			else if (Ascii.isAlphanumeric(character) || (character == '-' && label > 0 && !last)) {
				label++;
				if (label > MAX_LABEL) {
					return false;
				}
			}
			else {
				return false;
			}
		}
		return label > 0;
	}

	static boolean isIpv4(String text) {
		return isIpv4(text, 0, text.length());
	}

	static boolean isIpv4(String text, int start, int end) {
		int parts = 0;
		int i = start;
		while (i < end) {
			int value = 0;
			int from = i;
			while (i < end && Ascii.isDigit(text.charAt(i)) && i - from < 3) {
				value = value * 10 + (text.charAt(i) - '0');
				i++;
			}
			boolean leadingZero = i - from > 1 && text.charAt(from) == '0';
			if (i == from || value > 255 || leadingZero) {
				return false;
			}
			parts++;
			if (i == end) {
				return parts == 4;
			}
			if (text.charAt(i) != '.') {
				return false;
			}
			i++;
		}
		return false;
	}

	static boolean isIpv6(String text) {
		return isIpv6(text, 0, text.length());
	}

	static boolean isIpv6(String text, int start, int end) {
		int groups = 0;
		boolean compressed = false;
		int i = start;
		if (end - start < 2 || (text.charAt(start) == ':' && text.charAt(start + 1) != ':')) {
			return false;
		}
		while (i < end) {
			if (text.charAt(i) == ':') {
				if (i + 1 < end && text.charAt(i + 1) == ':') {
					if (compressed || (i + 2 < end && text.charAt(i + 2) == ':')) {
						return false;
					}
					compressed = true;
					i += 2;
					continue;
				}
				i++;
				if (i == end || i == start + 1) {
					return false;
				}
			}
			int from = i;
			while (i < end && i - from < 4 && Ascii.isHex(text.charAt(i))) {
				i++;
			}
			if (i < end && text.charAt(i) == '.') {
				groups += 2;
				return isIpv4(text, from, end) && (compressed ? groups < 8 : groups == 8);
			}
			if (i == from || (i < end && text.charAt(i) != ':')) {
				return false;
			}
			groups++;
		}
		return compressed ? groups < 8 : groups == 8;
	}

}
