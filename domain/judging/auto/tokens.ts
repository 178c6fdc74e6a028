/** More bytes than a token takes on average in any language: English has about 4, Chinese and Arabic fewer. */
export const mostBytesPerToken = 6;
