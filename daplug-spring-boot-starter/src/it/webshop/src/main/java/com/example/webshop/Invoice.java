package com.example.webshop;

import java.math.BigDecimal;

record Invoice(String invoiceId, BigDecimal amount) {

}
